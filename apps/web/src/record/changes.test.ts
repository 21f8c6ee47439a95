import { LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { eventsOf, findCall, findPacket, packetOf } from "../fixtures/find-events.js";
import { loadFixture } from "../fixtures/load-fixture.js";
import { renumbered } from "../fixtures/renumber.js";
import { NOW } from "./moment.js";
import { RecordView } from "./record-view.js";
import { recordOf } from "./test-record.js";

/** Without the kernel's looks: what is known is what events have changed. */
const recorded = loadFixture("pieces").filter(({ event }) => event !== "socketChanged");
/** The listening socket, the client's, and the server's end of their connection. */
const S = findCall(recorded, "accept").socket ?? "";
const { from, to } = packetOf(recorded, 1);
const [C, A] = [from ?? "", to ?? ""];
const nameOf = (id: string) => ({ [S]: "S", [C]: "C", [A]: "A" })[id] ?? id;
const request = findPacket(recorded, ({ data }) => data !== undefined);
const requestBytes = request.tcp?.payloadBytes ?? 0;

/** What no recording has: a correction is a bug of the lab's, and TIME-WAIT takes a minute. */
const correction = LabEvent.parse({
  event: "viewCorrected",
  seq: 1,
  at: 0,
  socket: A,
  derived: { receiveQueueBytes: requestBytes },
  kernel: { receiveQueueBytes: requestBytes - 1 },
});
const expiry = LabEvent.parse({
  event: "timerExpired",
  seq: 1,
  at: 0,
  timer: "TIME-WAIT",
  changes: [{ socket: C, state: "CLOSED", before: "TIME-WAIT", isGone: true }],
});

const events = renumbered([
  ...recorded.flatMap((event) => (event === request ? [event, correction] : [event])),
  expiry,
]);
const record = recordOf(events);
const at = (seq: number) => new RecordView(record, seq);
/** The event of a packet, and of the end of a call. */
const packet = (number: number) => packetOf(events, number).seq;
const end = (command: "accept" | "listen") =>
  eventsOf(events, "callEnded").find((event) => event.command === command)?.seq ?? 0;

describe("what events change of sockets", () => {
  it("has a row right after its cause, which it names, and none twice", () => {
    const rows = record.entries.flatMap((entry) => {
      if (entry.kind === "state")
        return `${nameOf(entry.socket)} ${entry.state} ${JSON.stringify(entry.cause)}`;
      return entry.kind === "queue" ? `queue ${entry.length} of ${entry.capacity}` : [];
    });
    const listen = findCall(events, "listen").call;
    expect(rows).toEqual([
      `S LISTEN {"kind":"call","call":${listen}}`,
      'C SYN-SENT {"kind":"packet","packet":1}',
      'A SYN-RECEIVED {"kind":"packet","packet":1}',
      'C ESTABLISHED {"kind":"packet","packet":2}',
      'A ESTABLISHED {"kind":"packet","packet":3}',
      "queue 1 of 6",
      "queue 0 of 6",
      'C FIN-WAIT-1 {"kind":"packet","packet":8}',
      'A CLOSE-WAIT {"kind":"packet","packet":8}',
      'A LAST-ACK {"kind":"packet","packet":9}',
      'C FIN-WAIT-2 {"kind":"packet","packet":9}',
      'C TIME-WAIT {"kind":"packet","packet":9}',
      'A CLOSED {"kind":"packet","packet":10}',
      'S CLOSED {"kind":"processEnd","pid":1}',
      'C CLOSED {"kind":"timer","timer":"TIME-WAIT"}',
    ]);
    const kinds = record.entriesOf(packet(3)).map(({ kind }) => kind);
    expect(kinds).toEqual(["packet", "state", "queue"]);
  });

  it("is what a socket was at each moment, also where the kernel was never asked about it", () => {
    const states = (seq: number) =>
      [...at(seq).sockets.values()].map(({ id, state }) => `${nameOf(id)} ${state}`);
    expect(states(end("listen"))).toEqual(["S LISTEN"]);
    expect(states(packet(1) - 1)).toEqual(["S LISTEN", "C CLOSED"]);
    expect(states(packet(1))).toEqual(["S LISTEN", "C SYN-SENT", "A SYN-RECEIVED"]);
    expect(states(packet(3))).toEqual(["S LISTEN", "C ESTABLISHED", "A ESTABLISHED"]);
    expect(states(packet(8))).toEqual(["S LISTEN", "C FIN-WAIT-1", "A CLOSE-WAIT"]);
    expect(states(packet(10))).toEqual(["S LISTEN", "C TIME-WAIT"]);
    expect(states(NOW)).toEqual([]);
  });

  it("moves a connection through its listener's queues to its process", () => {
    const accepted = (seq: number) => {
      const { sockets } = at(seq);
      const [connection, listener] = [sockets.get(A), sockets.get(S)];
      return [
        connection?.listener,
        connection?.pid,
        connection?.fd,
        listener?.synQueue?.length ?? 0,
        listener?.acceptQueue,
      ];
    };
    expect(accepted(packet(1))).toEqual([S, null, null, 1, { length: 0, limit: 5 }]);
    expect(accepted(packet(3))).toEqual([S, null, null, 0, { length: 1, limit: 5 }]);
    expect(accepted(end("accept"))).toEqual([null, 1, 4, 0, { length: 0, limit: 5 }]);
  });

  it("is held by nobody once its last descriptor is closed, before the kernel is asked again", () => {
    const { call } = findCall(events, "close");
    const closes = (event: LabEvent) => event.event === "callEnded" && event.call === call;
    const told = renumbered(
      events.map((event) =>
        closes(event) ? LabEvent.parse({ ...event, changes: [{ socket: C, holder: null }] }) : event,
      ),
    );
    const { seq } = told.find(closes) ?? { seq: 0 };
    const clientAt = (moment: number) => new RecordView(recordOf(told), moment).sockets.get(C);
    expect(clientAt(seq - 1)).toMatchObject({ pid: 2, fd: 3, state: "FIN-WAIT-1" });
    expect(clientAt(seq)).toMatchObject({ pid: null, fd: null, state: "FIN-WAIT-1" });
    expect(clientAt(packet(10))).toMatchObject({ pid: null, fd: null, state: "TIME-WAIT" });
  });

  it("counts bytes in queues, and the kernel's word holds in the end", () => {
    const arrived = packet(request.packet);
    expect(at(arrived).sockets.get(A)?.receiveQueueBytes).toBe(requestBytes);
    expect(events[arrived]?.event).toBe("viewCorrected");
    expect(at(arrived + 1).sockets.get(A)?.receiveQueueBytes).toBe(requestBytes - 1);
  });

  it("keeps the states that each socket came through, as far as a moment", () => {
    const states = (id: string, seq: number) =>
      at(seq)
        .statesOf(id)
        .map(({ state }) => state);
    expect(states(A, packet(8))).toEqual(["SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT"]);
    expect(states(C, packet(2))).toEqual(["CLOSED", "SYN-SENT", "ESTABLISHED"]);
  });

  it("lists a socket among those gone from the moment on at which it went", () => {
    const gone = (seq: number) =>
      at(seq)
        .gone(8)
        .map(({ socket }) => nameOf(socket.id))
        .sort();
    expect(gone(packet(10) - 1)).toEqual([]);
    expect(gone(packet(10))).toEqual(["A"]);
    expect(gone(events.length - 1)).toEqual(["A", "S"]);
    expect(gone(NOW)).toEqual(["A", "C", "S"]);
  });
});

it("knows the same of any moment however much has been evicted before it", () => {
  const opening = recorded.slice(0, recorded.indexOf(request));
  const arriving = Array.from({ length: 400 }, (_, index) => ({
    ...request,
    changes: [{ socket: A, receiveQueueBytes: index }],
  }));
  const all = renumbered([...opening, ...arriving]);
  const whole = recordOf(all);
  const bounded = recordOf([], 100);
  for (const event of all) bounded.append([event]);
  expect(bounded.events.length).toBeLessThanOrEqual(105);
  for (let seq = bounded.events.firstSeq; seq <= all.length; seq += 1) {
    const kept = new RecordView(bounded, seq).sockets.get(A);
    expect(kept?.receiveQueueBytes).toBe(seq - opening.length - 1);
    expect(kept).toEqual(new RecordView(whole, seq).sockets.get(A));
  }
});
