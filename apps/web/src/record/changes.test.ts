import { describe, expect, it } from "vitest";
import { NOW } from "./moment.js";
import { RecordView } from "./record-view.js";
import { kernelSocket } from "./test-events.js";
import { segment } from "./test-packets.js";
import { recordOf } from "./test-record.js";
import { story } from "./test-story.js";

const address = { host: "127.0.0.1", port: 8088 };
const call = (number: number, pid: number, command: string, fields: object) => ({
  event: "callStarted",
  call: number,
  pid,
  command,
  ...fields,
});
const end = (number: number, pid: number, command: string, fields: object = {}) => ({
  event: "callEnded",
  call: number,
  pid,
  command,
  durationUs: 9,
  blockedUs: 0,
  result: {},
  ...fields,
});

/** A server listens; a client's handshake comes to it, and is accepted. States come with the events that changed them. */
const events = story([
  { event: "processStarted", pid: 1, name: "server.py" },
  { event: "processStarted", pid: 2, name: "client.py" },
  { event: "socketChanged", socket: kernelSocket({ id: "S", pid: 1, fd: 3, state: "CLOSED" }) },
  call(1, 1, "listen", { socket: "S", params: { fd: 3, backlog: 1 } }),
  end(1, 1, "listen", { changes: [{ socket: "S", state: "LISTEN", before: "CLOSED" }] }),
  call(2, 2, "socket", { params: {} }),
  end(2, 2, "socket", {
    result: { fd: 3 },
    socket: "C",
    changes: [{ socket: "C", state: "CLOSED", before: null }],
  }),
  call(3, 2, "connect", {
    socket: "C",
    params: { fd: 3, address },
    changes: [{ socket: "C", state: "SYN-SENT", before: "CLOSED" }],
  }),
  {
    ...segment({ from: "C", to: null, flags: ["SYN"], relativeSeq: 0, call: 3 }),
    changes: [
      { socket: "A", state: "SYN-RECEIVED", before: null, listener: "S", queue: "syn" },
      { socket: "S", synQueueLength: 1 },
    ],
  },
  {
    ...segment({ from: "A", to: "C", isReply: true, flags: ["SYN", "ACK"], relativeSeq: 0 }),
    changes: [{ socket: "C", state: "ESTABLISHED", before: "SYN-SENT" }],
  },
  {
    ...segment({ from: "C", to: "A", call: 3 }),
    changes: [
      { socket: "A", state: "ESTABLISHED", before: "SYN-RECEIVED", queue: "accept" },
      { socket: "S", synQueueLength: 0, acceptQueueLength: 1 },
    ],
  },
  end(3, 2, "connect"),
  { event: "socketChanged", socket: kernelSocket({ id: "C", pid: 2, fd: 3, state: "ESTABLISHED" }) },
  call(4, 1, "accept", { socket: "S", params: { fd: 3 } }),
  end(4, 1, "accept", {
    socket: "A",
    result: { fd: 4, address },
    changes: [
      { socket: "A", listener: null, queue: null },
      { socket: "S", acceptQueueLength: 0 },
    ],
  }),
  { ...segment({ from: "C", to: "A", text: "hello" }), changes: [{ socket: "A", receiveQueueBytes: 5 }] },
  {
    event: "timerExpired",
    timer: "TIME-WAIT",
    changes: [{ socket: "C", state: "CLOSED", before: "ESTABLISHED", isGone: true }],
  },
  {
    event: "viewCorrected",
    socket: "A",
    derived: { receiveQueueBytes: 5 },
    kernel: { receiveQueueBytes: 4 },
  },
]);

const record = recordOf(events);
const seqOf = (test: (event: (typeof events)[number]) => boolean) => events.find(test)?.seq ?? 0;
const at = (seq: number) => new RecordView(record, seq);
const packet = (number: number) => seqOf((event) => event.event === "packet" && event.packet === number);

describe("what events change of sockets", () => {
  it("has a row right after its cause, which it names, and none twice", () => {
    const rows = record.entries.flatMap((entry) => {
      if (entry.kind === "state") return `${entry.socket} ${entry.state} ${JSON.stringify(entry.cause)}`;
      return entry.kind === "queue" ? `queue ${entry.length} of ${entry.capacity}` : [];
    });
    expect(rows).toEqual([
      'S LISTEN {"kind":"call","call":1}',
      'C SYN-SENT {"kind":"call","call":3}',
      'A SYN-RECEIVED {"kind":"packet","packet":1}',
      'C ESTABLISHED {"kind":"packet","packet":2}',
      'A ESTABLISHED {"kind":"packet","packet":3}',
      "queue 1 of 2",
      "queue 0 of 2",
      'C CLOSED {"kind":"timer","timer":"TIME-WAIT"}',
    ]);
    const kinds = record.entriesOf(packet(3)).map(({ kind }) => kind);
    expect(kinds).toEqual(["packet", "state", "queue"]);
  });

  it("is what a socket was at each moment, before the kernel was asked about it", () => {
    const states = (seq: number) => [...at(seq).sockets.values()].map(({ id, state }) => `${id} ${state}`);
    expect(states(packet(1) - 1)).toEqual(["S LISTEN", "C SYN-SENT"]);
    expect(states(packet(1))).toEqual(["S LISTEN", "C SYN-SENT", "A SYN-RECEIVED"]);
    expect(states(packet(3))).toEqual(["S LISTEN", "C ESTABLISHED", "A ESTABLISHED"]);
    expect(states(NOW)).toEqual(["S LISTEN", "A ESTABLISHED"]);
  });

  it("moves a connection through its listener's queues to its process", () => {
    const accepted = (seq: number) => {
      const { A, S } = Object.fromEntries(at(seq).sockets);
      return [A?.listener, A?.pid, A?.fd, S?.synQueue?.length ?? 0, S?.acceptQueue];
    };
    expect(accepted(packet(1))).toEqual(["S", null, null, 1, null]);
    expect(accepted(packet(3))).toEqual(["S", null, null, 0, { length: 1, limit: 1 }]);
    expect(accepted(NOW)).toEqual([null, 1, 4, 0, { length: 0, limit: 1 }]);
  });

  it("counts bytes in queues, and the kernel's word holds in the end", () => {
    expect(at(packet(4)).sockets.get("A")?.receiveQueueBytes).toBe(5);
    expect(at(NOW).sockets.get("A")?.receiveQueueBytes).toBe(4);
  });

  it("keeps the states that each socket came through, as far as a moment", () => {
    expect(
      at(NOW)
        .statesOf("A")
        .map(({ state }) => state),
    ).toEqual(["SYN-RECEIVED", "ESTABLISHED"]);
    expect(
      at(packet(2))
        .statesOf("C")
        .map(({ state }) => state),
    ).toEqual(["CLOSED", "SYN-SENT", "ESTABLISHED"]);
  });

  it("lists a socket among those gone from the moment on at which it went", () => {
    expect(
      at(NOW)
        .gone(8)
        .map(({ socket }) => socket.id),
    ).toEqual(["C"]);
    expect(at(packet(4)).gone(8)).toEqual([]);
  });
});

it("knows the same of any moment however much has been evicted before it", () => {
  const sockets = Array.from({ length: 400 }, (_, index) => ({
    ...segment({ from: "C", to: "A", bytes: 1, relativeSeq: 1 + index }),
    changes: [{ socket: "A", receiveQueueBytes: index }],
  }));
  const opening = [
    { event: "processStarted", pid: 1, name: "server.py" },
    { event: "socketChanged", socket: kernelSocket({ id: "A", pid: 1, fd: 4, state: "ESTABLISHED" }) },
  ];
  const all = story(opening, sockets);
  const whole = recordOf(all);
  const bounded = recordOf([], 100);
  for (const event of all) bounded.append([event]);
  expect(bounded.events.length).toBeLessThanOrEqual(105);
  for (let seq = bounded.events.firstSeq; seq <= all.length; seq += 1)
    expect(new RecordView(bounded, seq).sockets.get("A")).toEqual(
      new RecordView(whole, seq).sockets.get("A"),
    );
});
