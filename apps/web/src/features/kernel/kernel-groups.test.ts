import { expect, it } from "vitest";
import { kernelSocket } from "../../record/test-events.js";
import { groupSockets, queuePlaces } from "./kernel-groups.js";

const listener = kernelSocket({ id: "1", pid: 1, fd: 3, state: "LISTEN" });
const waiting = kernelSocket({ id: "5", state: "ESTABLISHED", listener: "1" });
const halfOpen = kernelSocket({ id: "6", state: "SYN-RECEIVED", listener: "1" });
const client = kernelSocket({ id: "4", pid: 2, fd: 3, state: "ESTABLISHED" });
const closing = kernelSocket({ id: "9", state: "TIME-WAIT" });

function byId(...sockets: (typeof listener)[]) {
  return new Map(sockets.map((socket) => [socket.id, socket]));
}

it("groups sockets by process, with those that nobody holds last", () => {
  const groups = groupSockets(byId(closing, client, listener));
  expect(groups.map(({ pid }) => pid)).toEqual([1, 2, null]);
});

it("puts a connection that nobody has accepted into its listening socket", () => {
  const [group] = groupSockets(byId(listener, waiting, halfOpen));
  expect(group?.entries).toEqual([{ socket: listener, waiting: [waiting], halfOpen: [halfOpen] }]);
});

it("shows such a connection by itself where its listening socket is gone", () => {
  expect(groupSockets(byId(waiting))).toEqual([
    { pid: null, entries: [{ socket: waiting, waiting: [], halfOpen: [] }] },
  ]);
});

it("has one place more than the backlog, as Linux does", () => {
  const half = queuePlaces({ length: 1, limit: 1 }, [waiting]);
  expect(half).toMatchObject({ capacity: 2, isFull: false });
  expect(half.places).toEqual([
    { socket: waiting, isTaken: true, isExtra: false },
    { socket: null, isTaken: false, isExtra: true },
  ]);
  expect(queuePlaces({ length: 2, limit: 1 }, []).isFull).toBe(true);
});

it("draws no places where there are many", () => {
  expect(queuePlaces({ length: 40, limit: 128 }, []).places).toBeNull();
});
