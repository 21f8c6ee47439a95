import { formatEndpoint, type LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { callOf, eventsOf, findCall, findPacket, packetOf } from "../fixtures/find-events.js";
import { loadFixture, loadFixtureUntil } from "../fixtures/load-fixture.js";
import { renumbered } from "../fixtures/renumber.js";
import type { PacketEntry } from "./entry.js";
import { entryText } from "./entry-text.js";
import { LabRecord } from "./lab-record.js";
import { NOBODY } from "./lanes.js";
import { NOW } from "./moment.js";
import { cutOf, packetText } from "./packet-label.js";
import { isRelated, relatedTo } from "./related.js";
import { recordOf } from "./test-record.js";

describe("a lab's story", () => {
  const whole = loadFixture("sample-programs");
  const [accept, connect, recv] = [
    findCall(whole, "accept"),
    findCall(whole, "connect"),
    findCall(whole, "recv"),
  ];
  /** Up to where the server waits for what the client asks. */
  const events = loadFixtureUntil(
    "sample-programs",
    (event) => event.event === "callBlocked" && event.call === recv.call,
  );
  const log = recordOf(events);
  const { entries } = log;

  it("gives each program a lane, in the order in which they came", () => {
    expect(log.lanes.map(({ name }) => name)).toEqual(["server.py", "client.py"]);
  });

  it("gives none to nobody where the kernel has not been asked yet who listens", () => {
    const withoutLooks = renumbered(whole.filter(({ event }) => event !== "socketChanged"));
    expect(recordOf(withoutLooks).lanes.map(({ name }) => name)).toEqual(["server.py", "client.py"]);
  });

  it("draws the handshake between the two lanes, with the numbers", () => {
    const packets = entries.filter((entry): entry is PacketEntry => entry.kind === "packet");
    expect(packets.map(({ fromLane, toLane }) => [fromLane, toLane])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
    const [syn, synAck] = [packetOf(events, 1), packetOf(events, 2)];
    const [client, server] = [syn.source, syn.destination].map(formatEndpoint);
    const [clientIsn, serverIsn] = [syn.tcp?.seq ?? 0, synAck.tcp?.seq ?? 0];
    expect(packets.map((packet) => entryText(packet))).toEqual([
      `SYN seq=A (${clientIsn}) seq=${clientIsn} ack=0 SYN ${client} ${server} TCP`,
      `SYN-ACK seq=B (${serverIsn}) ack=A+1 seq=${serverIsn} ack=${clientIsn + 1} SYN ACK ${server} ${client} TCP`,
      `ACK ack=B+1 seq=${clientIsn + 1} ack=${serverIsn + 1} ACK ${client} ${server} TCP`,
    ]);
  });

  it("joins the SYN to the call that sent it", () => {
    const syn = log.findPacket(1);
    expect(syn?.cause).toBe(connect.call);
    const related = relatedTo({ kind: "packet", packet: 1 }, log);
    expect([...related.calls]).toEqual([connect.call]);
    const { from, to } = packetOf(events, 1);
    expect([...related.sockets].sort()).toEqual([from, to].sort());
  });

  it("joins connect to the accept that took its connection", () => {
    const related = relatedTo({ kind: "call", call: connect.call }, log);
    expect([...related.calls].sort()).toEqual([accept.call, connect.call].sort());
    expect([...related.packets]).toEqual([1, 2, 3]);
    const kinds = entries.filter((entry) => isRelated(entry, related)).map(({ kind }) => kind);
    expect(kinds.join(" ")).toBe(
      "call call packet state state packet state packet state queue return return queue",
    );
  });

  it("shows where a call returns after something else has happened", () => {
    const returns = entries.filter((entry) => entry.kind === "return");
    const ends = eventsOf(events, "callEnded").filter(({ call }) =>
      [accept.call, connect.call].includes(call),
    );
    expect(returns.map(({ seq, of }) => [seq, of.call])).toEqual(ends.map(({ seq, call }) => [seq, call]));
  });

  it("keeps calls that wait as open", () => {
    expect([...log.calls.open.keys()]).toEqual([recv.call]);
  });

  it("shows states that are new", () => {
    const states = entries.filter((entry) => entry.kind === "state");
    expect(states.map(({ state, pid }) => `${state} ${pid}`)).toEqual([
      "LISTEN 1",
      "SYN-SENT 2",
      "SYN-RECEIVED 1",
      "ESTABLISHED 2",
      "ESTABLISHED 1",
    ]);
  });
});

describe("what calls leave in the kernel's queues", () => {
  const joined = (events: readonly LabEvent[], packet: number) => {
    const entry = recordOf(events).findPacket(packet);
    return [entry?.cause, entry?.effect];
  };
  const pieces = loadFixture("pieces");
  const [waits, takesRest, takesLate, seesEnd] = callsOf(pieces, "recv");

  it("is followed byte by byte to the calls that take it", () => {
    const [request, late] = eventsOf(pieces, "packet").filter(({ data }) => data !== undefined);
    expect(joined(pieces, request?.packet ?? 0)).toEqual([findCall(pieces, "sendall").call, waits]);
    expect([...relatedTo({ kind: "call", call: takesRest ?? 0 }, recordOf(pieces)).packets]).toEqual([]);
    expect(joined(pieces, late?.packet ?? 0)).toEqual([findCall(pieces, "send").call, takesLate]);
  });

  it("is the call's that handed it over, also where the kernel sends it later, or again", () => {
    const corked = eventsOf(pieces, "packet").filter(({ data }) => data !== undefined)[1];
    const uncorks = findCall(pieces, "setsockopt", 1);
    expect(corked?.call).toBe(uncorks.call);
    expect(joined(pieces, corked?.packet ?? 0)[0]).toBe(findCall(pieces, "send").call);
    const transfer = loadFixture("big-transfer");
    const sendall = findCall(transfer, "sendall").call;
    const last = findPacket(transfer, ({ call, data }) => data !== undefined && call === undefined);
    expect(joined(transfer, last.packet)[0]).toBe(sendall);
    const again = findPacket(transfer, ({ tcp }) => tcp?.notes.includes("retransmission") === true);
    expect(joined(transfer, again.packet)).toEqual([sendall, null]);
  });

  it("ends with the FIN of a close, which the last recv sees", () => {
    const fin = findPacket(pieces, ({ tcp }) => tcp?.flags.includes("FIN") === true);
    expect(joined(pieces, fin.packet)).toEqual([findCall(pieces, "close").call, seesEnd]);
  });
});

function callsOf(events: readonly LabEvent[], name: string): number[] {
  return eventsOf(events, "callStarted")
    .filter(({ command }) => command === name)
    .map(({ call }) => call);
}

it("joins a receiving call to a datagram that arrived, not to one that was dropped, and says how it was cut", () => {
  const events = loadFixture("udp-lost");
  const log = recordOf(events);
  const packets = log.entries.filter((entry) => entry.kind === "packet");
  const [whole, cut] = packets;
  const dropped = packets.at(-1);
  if (whole === undefined || cut === undefined || dropped === undefined) throw new Error("no packets");
  const [first, second] = [findCall(events, "recvfrom"), findCall(events, "recvfrom", 1)];
  expect(dropped.effect).toBeNull();
  expect(whole.effect).toBe(first.call);
  expect(cut.effect).toBe(second.call);
  expect(packetText(dropped.packet, true)).toMatch(/^UDP 1400 B “4+…” \[receive-queue-full\]$/);
  expect(cutOf(dropped, log, NOW)).toBeNull();
  expect(cutOf(whole, log, NOW)).toBeNull();
  expect(cutOf(cut, log, NOW)).toEqual({ takenBytes: 16, wholeBytes: 1400 });
  expect(cutOf(cut, log, second.seq)).toBeNull();
});

it("joins an ICMP error to the datagram's socket, and to the call that fails with it", () => {
  const events = loadFixture("udp-refused");
  const log = recordOf(events);
  expect(log.findPacket(2)).toMatchObject({ toLane: 0, cause: null, about: 1 });
  expect(log.findPacket(2)?.effect).toBe(findCall(events, "recv").call);
  expect([...relatedTo({ kind: "packet", packet: 2 }, log).packets].sort()).toEqual([1, 2]);
});

it("moves packets to the lane of the process that turns out to have their socket", () => {
  const events = loadFixture("reset");
  const { from: client, to: server } = packetOf(events, 1);
  const listener = findCall(events, "accept").socket;
  const look = (id: string | null | undefined) =>
    eventsOf(events, "socketChanged").filter(
      ({ socket }) => socket.id === id && socket.state !== "CLOSED",
    )[0];
  // As of a lab that derives nothing, and whose calls have not been seen: only the kernel's looks say whose sockets these are.
  const handshake = [1, 2, 3].map((packet) => ({ ...packetOf(events, packet), changes: [] }));
  const looks = [client, listener, server].flatMap((id) => look(id) ?? []);
  expect(looks).toHaveLength(3);
  const starts = eventsOf(events, "processStarted");
  const before = recordOf(renumbered([...starts, ...handshake]));
  expect(before.findPacket(1)?.fromLane).toBe(NOBODY);
  const log = recordOf(renumbered([...starts, ...handshake, ...looks]));
  expect(log.findPacket(1)).toMatchObject({ fromLane: 1, toLane: 0 });
  expect(log.findPacket(2)).toMatchObject({ fromLane: 0, toLane: 1 });
});

describe("calls over a Unix socket, which has no packets", () => {
  const events = loadFixture("unix-server");
  const log = recordOf(events);
  const number = (command: Parameters<typeof findCall>[1], nth = 0) => findCall(events, command, nth).call;
  const relatedCalls = (call: number) =>
    [...relatedTo({ kind: "call", call }, log).calls].sort((a, b) => a - b);

  it("are joined by the kernel's word for its peer, also what was sent before that", () => {
    expect(log.hasUnixJoins).toBe(true);
    expect(relatedCalls(number("send"))).toEqual([number("send"), number("recv")]);
    expect(relatedCalls(number("recv"))).toEqual([number("send"), number("recv")]);
    expect(relatedCalls(number("recv", 1))).toEqual([number("sendall"), number("recv", 1)]);
  });

  it("are joined where they made the connection", () => {
    expect(relatedCalls(number("connect"))).toEqual([number("connect"), number("accept")]);
  });

  it("show both ends of a chosen socket", () => {
    const client = findCall(events, "connect").socket ?? "";
    const server = findCall(events, "recv").socket ?? "";
    expect([...relatedTo({ kind: "socket", socket: client }, log).sockets].sort()).toEqual(
      [client, server].sort(),
    );
  });
});

it("lets packets that no socket has to do with come from nobody", () => {
  const log = recordOf(loadFixture("refused"));
  expect(log.lanes.map(({ name }) => name)).toEqual(["client.py"]);
  expect(log.findPacket(2)).toMatchObject({ fromLane: NOBODY, toLane: 0 });
});

it("lets a program that runs again go on in its lane", () => {
  const log = recordOf(loadFixture("several-runs"));
  expect(log.lanes.map(({ lives }) => lives.map(({ pid }) => pid))).toEqual([[1, 2], [3]]);
});

it("sets calls of one lane apart that overlap", () => {
  const events = loadFixture("threads");
  const log = recordOf(events);
  const slot = (command: "accept" | "recv", nth: number) =>
    log.findCall(findCall(events, command, nth).call)?.slot;
  // The second accept comes while the first recv waits, and is over before the second recv and the third accept.
  expect([slot("recv", 0), slot("accept", 1), slot("recv", 1), slot("accept", 2)]).toEqual([0, 1, 1, 2]);
});

it("keeps a bounded number of entries, and counts those it gave up", () => {
  const calls = 2_500;
  const binds = callOf(loadFixture("unix-server"), "bind");
  const log = new LabRecord(1_000);
  log.append(renumbered(Array.from({ length: calls }, () => binds).flat(), (index) => index + 1));
  expect(log.events.length).toBeLessThanOrEqual(1_050);
  expect(log.evictedEntries + log.entries.length).toBe(calls);
  expect(log.findCall(1)).toBeUndefined();
});

describe("a pipe", () => {
  it("joins each write with the read that took its bytes, in their order", () => {
    const record = recordOf(loadFixture("pipe"));
    const calls = record.entries.flatMap((entry) => (entry.kind === "call" ? [entry] : []));
    const [made] = calls.filter(({ command }) => command === "pipe2");
    const writes = calls.filter(({ command }) => command === "write");
    const reads = calls.filter(({ command }) => command === "read");
    expect(writes.every(({ pipe }) => pipe === made?.call)).toBe(true);
    expect(writes.map(({ takers }) => takers)).toEqual(
      reads.slice(0, writes.length).map(({ call }) => [call]),
    );
    // At its end there is nothing to read.
    expect(reads.at(-1)?.givers).toEqual([]);
    expect(record.hasUnixJoins).toBe(true);
  });
});
