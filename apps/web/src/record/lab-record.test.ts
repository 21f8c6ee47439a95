import { describe, expect, it } from "vitest";
import type { PacketEntry } from "./entry.js";
import { entryText } from "./entry-text.js";
import { LabRecord } from "./lab-record.js";
import { NOW } from "./moment.js";
import { cutOf, packetText } from "./packet-label.js";
import { isRelated, relatedTo } from "./related.js";
import { clientComes, kernelSocket, serverWaits } from "./test-events.js";
import { datagram, handshake, segment } from "./test-packets.js";
import { flood, type Story, story } from "./test-story.js";

function logOf(...parts: Story) {
  const log = new LabRecord();
  log.append(story(...parts));
  return { log, entries: log.entries };
}

const [processStarts, socketMade, , , ...clientGoesOn] = clientComes;
const connects = [
  processStarts,
  socketMade,
  clientComes[2],
  clientComes[3],
  clientComes[4],
  ...handshake("44", "45", 6),
  ...clientGoesOn.slice(1),
].filter((event) => event !== undefined);

describe("a lab's story", () => {
  const { log, entries } = logOf(serverWaits, connects);

  it("gives each program a lane, in the order in which they came", () => {
    expect(log.lanes.map(({ name }) => name)).toEqual(["server.py", "client.py"]);
  });

  it("draws the handshake between the two lanes, with the numbers", () => {
    const packets = entries.filter((entry): entry is PacketEntry => entry.kind === "packet");
    expect(packets.map(({ fromLane, toLane }) => [fromLane, toLane])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(packets.map((packet) => entryText(packet))).toEqual([
      "SYN seq=0 seq=2114285923 ack=0 SYN 127.0.0.1:36388 127.0.0.1:8088 TCP",
      "SYN-ACK seq=0 ack=1 seq=3914285001 ack=2114285924 SYN ACK 127.0.0.1:8088 127.0.0.1:36388 TCP",
      "ACK ack=1 seq=2114285924 ack=3914285002 ACK 127.0.0.1:36388 127.0.0.1:8088 TCP",
    ]);
  });

  it("joins the SYN to the call that sent it", () => {
    const syn = log.findPacket(1);
    expect(syn?.cause).toBe(6);
    const related = relatedTo({ kind: "packet", packet: 1 }, log);
    expect([...related.calls]).toEqual([6]);
    expect([...related.sockets].sort()).toEqual(["44", "45"]);
  });

  it("joins connect to the accept that took its connection", () => {
    const related = relatedTo({ kind: "call", call: 6 }, log);
    expect([...related.calls].sort()).toEqual([4, 6]);
    expect([...related.packets]).toEqual([1, 2, 3]);
    expect(entries.filter((entry) => isRelated(entry, related)).map(({ kind }) => kind)).toEqual([
      "call",
      "call",
      "packet",
      "packet",
      "packet",
      "return",
      "return",
    ]);
  });

  it("shows where a call returns after something else has happened", () => {
    const returns = entries.filter((entry) => entry.kind === "return");
    expect(returns.map(({ of }) => of.command)).toEqual(["connect", "accept"]);
  });

  it("keeps calls that wait as open", () => {
    expect([...log.calls.open.keys()]).toEqual([7]);
  });

  it("shows states that are new", () => {
    const states = entries.filter((entry) => entry.kind === "state");
    expect(states.map(({ state, fd }) => `${state} ${fd}`)).toEqual(["LISTEN 3", "ESTABLISHED 4"]);
  });
});

describe("what calls leave in the kernel's queues", () => {
  const call = (number: number, pid: number, command: string, fields: object) => ({
    event: "callStarted",
    call: number,
    pid,
    command,
    ...fields,
  });
  const end = (number: number, pid: number, command: string, result: object) => ({
    event: "callEnded",
    call: number,
    pid,
    command,
    durationUs: 9,
    blockedUs: 0,
    result,
  });
  const hands = (number: number, text: string) =>
    call(number, 2, "send", { socket: "44", params: { fd: 3, data: { bytes: text.length, text } } });
  const recv = (number: number) =>
    call(number, 1, "recv", { socket: "45", params: { fd: 4, bufsize: 5, flags: [] } });

  const clientStays = connects.slice(
    0,
    connects.findIndex(({ event, call }) => event === "callStarted" && call === 8),
  );
  const { log } = logOf(serverWaits, clientStays, [
    hands(9, "hello"),
    segment({ from: "44", to: "45", text: "hello", flags: ["PSH", "ACK"], call: 9 }),
    end(9, 2, "send", { bytes: 5 }),
    hands(10, "later on"),
    end(10, 2, "send", { bytes: 8 }),
    end(7, 1, "recv", { data: { bytes: 3, text: "hel" } }),
    recv(11),
    end(11, 1, "recv", { data: { bytes: 2, text: "lo" } }),
    call(12, 2, "close", { socket: "44", params: { fd: 3 } }),
    end(12, 2, "close", {}),
    // The window was closed; the kernel sends what it has once the receiver has made room.
    segment({ from: "44", to: "45", text: "later on", relativeSeq: 6 }),
    segment({ from: "44", to: "45", flags: ["FIN", "ACK"], relativeSeq: 14 }),
    segment({ from: "44", to: "45", text: "later on", relativeSeq: 6, notes: ["retransmission"] }),
    recv(13),
    end(13, 1, "recv", { data: { bytes: 8, text: "later on" } }),
    recv(14),
    end(14, 1, "recv", { data: { bytes: 0, text: "" } }),
  ]);
  const joined = (packet: number) => {
    const entry = log.findPacket(packet);
    return [entry?.cause, entry?.effect];
  };

  it("is followed byte by byte to the calls that take it", () => {
    expect(joined(4)).toEqual([9, 7]);
    expect([...relatedTo({ kind: "call", call: 11 }, log).packets]).toEqual([]);
    expect(joined(5)).toEqual([10, 13]);
  });

  it("is the call's that handed it over, also where the kernel sends it later, or again", () => {
    expect(joined(7)).toEqual([10, null]);
    expect(joined(6)).toEqual([12, 14]);
  });
});

it("joins a receiving call to a datagram that arrived, not to one that was dropped, and says how it was cut", () => {
  const params = { fd: 3, bufsize: 16 };
  const receives = { event: "callStarted", call: 1, pid: 1, command: "recv", socket: "2", params };
  const { log, entries } = logOf([
    { event: "processStarted", pid: 1, name: "server.py" },
    datagram({ from: "1", to: "2", bytes: 1400, isDropped: true }),
    datagram({ from: "1", to: "2", bytes: 1400 }),
    receives,
    {
      event: "callEnded",
      call: 1,
      pid: 1,
      command: "recv",
      durationUs: 1,
      blockedUs: 0,
      result: { data: { bytes: 16, text: "x".repeat(16) }, lostBytes: 1384 },
    },
  ]);
  const [dropped, arrived] = entries.filter((entry) => entry.kind === "packet");
  if (dropped?.kind !== "packet" || arrived?.kind !== "packet") throw new Error("no packets");
  expect(dropped.effect).toBeNull();
  expect(arrived.effect).toBe(1);
  expect(packetText(dropped.packet, true)).toBe("UDP 1400 B [receive-queue-full]");
  expect(cutOf(dropped, log, NOW)).toBeNull();
  expect(cutOf(arrived, log, NOW)).toEqual({ takenBytes: 16, wholeBytes: 1400 });
  expect(cutOf(arrived, log, 4)).toBeNull();
});

it("joins an ICMP error to the datagram's socket, and to the call that fails with it", () => {
  const ends = { source: { host: "127.0.0.1", port: 40_000 }, destination: { host: "127.0.0.1", port: 9 } };
  const params = { fd: 3, data: { bytes: 5, text: "hello" } };
  const sends = { event: "callStarted", call: 1, pid: 1, command: "send", socket: "9", params };
  const receives = { ...sends, call: 2, command: "recv", params: { fd: 3, bufsize: 5 } };
  const { log } = logOf([
    { event: "processStarted", pid: 1, name: "client.py" },
    sends,
    {
      event: "packet",
      ...ends,
      lengthBytes: 33,
      from: "9",
      to: null,
      call: 1,
      protocol: "UDP",
      udp: { payloadBytes: 5 },
    },
    {
      event: "packet",
      source: { host: "127.0.0.1" },
      destination: { host: "127.0.0.1" },
      lengthBytes: 61,
      from: null,
      to: "9",
      protocol: "ICMP",
      icmp: { type: 3, code: 3, name: "port-unreachable", about: { protocol: "UDP", ...ends } },
    },
    {
      event: "callEnded",
      call: 1,
      pid: 1,
      command: "send",
      durationUs: 1,
      blockedUs: 0,
      result: { bytes: 5 },
    },
    receives,
    {
      event: "callEnded",
      call: 2,
      pid: 1,
      command: "recv",
      durationUs: 1,
      blockedUs: 0,
      error: {
        kind: "errno",
        errno: "ECONNREFUSED",
        number: 111,
        syscall: "recv",
        message: "Connection refused",
      },
    },
  ]);
  expect(log.findPacket(2)).toMatchObject({ toLane: 0, cause: null, about: 1 });
  expect(log.findPacket(2)?.effect).toBe(2);
  expect([...relatedTo({ kind: "packet", packet: 2 }, log).packets].sort()).toEqual([1, 2]);
});

it("moves packets to the lane of the process that turns out to have their socket", () => {
  const { log } = logOf(
    [
      { event: "processStarted", pid: 1, name: "a.py" },
      { event: "processStarted", pid: 2, name: "b.py" },
    ],
    handshake("7", "8"),
    [{ event: "socketChanged", socket: kernelSocket({ id: "7", pid: 1, fd: 3, state: "ESTABLISHED" }) }],
    [{ event: "socketChanged", socket: kernelSocket({ id: "6", pid: 2, fd: 3, state: "LISTEN" }) }],
    [{ event: "socketChanged", socket: kernelSocket({ id: "8", state: "ESTABLISHED", listener: "6" }) }],
  );
  expect(log.findPacket(1)).toMatchObject({ fromLane: 0, toLane: 1 });
  expect(log.findPacket(2)).toMatchObject({ fromLane: 1, toLane: 0 });
});

it("joins calls over a Unix socket, which has no packets, by the kernel's word for its peer", () => {
  const unix = (id: string, pid: number, fd: number, peerSocket?: string) => ({
    event: "socketChanged",
    socket: kernelSocket({
      id,
      pid,
      fd,
      family: "AF_UNIX",
      state: "CONNECTED",
      ...(peerSocket === undefined ? {} : { peerSocket }),
    }),
  });
  const call = (number: number, pid: number, command: string, socket: string, params: object) => ({
    event: "callStarted",
    call: number,
    pid,
    command,
    socket,
    params: command === "socket" ? params : { fd: 3, ...params },
  });
  const end = (number: number, pid: number, command: string, fields: object) => ({
    event: "callEnded",
    call: number,
    pid,
    command,
    durationUs: 1,
    blockedUs: 0,
    ...fields,
  });
  const makes = { family: "AF_UNIX", type: "SOCK_STREAM" };
  const { log } = logOf([
    { ...call(8, 1, "socket", "", makes), socket: undefined },
    end(8, 1, "socket", { result: { fd: 3 }, socket: "listener" }),
    { ...call(9, 2, "socket", "", makes), socket: undefined },
    end(9, 2, "socket", { result: { fd: 3 }, socket: "client" }),
    call(1, 1, "accept", "listener", {}),
    call(2, 2, "connect", "client", { address: { path: "x" } }),
    end(2, 2, "connect", { result: {} }),
    // The kernel names no peer before accept has returned.
    call(5, 2, "send", "client", { data: { bytes: 2, text: "hi" } }),
    end(5, 2, "send", { result: { bytes: 2 } }),
    end(1, 1, "accept", { result: { fd: 4, address: { path: "" } }, socket: "server" }),
    unix("client", 2, 3, "server"),
    unix("server", 1, 4, "client"),
    call(3, 2, "sendall", "client", { data: { bytes: 5, text: "hello" } }),
    end(3, 2, "sendall", { result: {} }),
    call(6, 1, "recv", "server", { bufsize: 2 }),
    end(6, 1, "recv", { result: { data: { bytes: 2, text: "hi" } } }),
    call(4, 1, "recv", "server", { bufsize: 9 }),
    end(4, 1, "recv", { result: { data: { bytes: 5, text: "hello" } } }),
  ]);
  expect([...relatedTo({ kind: "call", call: 5 }, log).calls].sort()).toEqual([5, 6]);
  expect(log.hasUnixJoins).toBe(true);
  expect([...relatedTo({ kind: "call", call: 2 }, log).calls].sort()).toEqual([1, 2]);
  expect([...relatedTo({ kind: "call", call: 4 }, log).calls].sort()).toEqual([3, 4]);
  expect([...relatedTo({ kind: "socket", socket: "client" }, log).sockets].sort()).toEqual([
    "client",
    "server",
  ]);
});

it("lets packets that no socket has to do with come from nobody", () => {
  const { log } = logOf(
    [{ event: "processStarted", pid: 1, name: "client.py" }],
    [{ event: "socketChanged", socket: kernelSocket({ id: "9", pid: 1, fd: 3, state: "SYN-SENT" }) }],
    [
      segment({ from: "9", to: null, flags: ["SYN"], relativeSeq: 0 }),
      segment({ from: null, to: "9", isReply: true, flags: ["RST", "ACK"], relativeSeq: 0 }),
    ],
  );
  expect(log.lanes.map(({ kind }) => kind)).toEqual(["process", "nobody"]);
  expect(log.findPacket(2)).toMatchObject({ fromLane: 1, toLane: 0 });
});

it("lets a program that runs again go on in its lane", () => {
  const { log } = logOf([
    { event: "processStarted", pid: 1, name: "a.py" },
    { event: "processEnded", pid: 1, status: 0, reason: "exited" },
    { event: "processStarted", pid: 2, name: "a.py" },
    { event: "processStarted", pid: 3, name: "a.py" },
  ]);
  expect(log.lanes.map(({ lives }) => lives.map(({ pid }) => pid))).toEqual([[1, 2], [3]]);
});

it("sets calls of one lane apart that overlap", () => {
  const result = { data: { bytes: 0, text: "" } };
  const call = { event: "callStarted", pid: 1, command: "recv", params: { fd: 3, bufsize: 1 } };
  const { log } = logOf(
    [{ event: "processStarted", pid: 1, name: "a.py" }],
    [
      { ...call, call: 1 },
      { ...call, call: 2 },
      { event: "callEnded", call: 1, pid: 1, command: "recv", durationUs: 1, blockedUs: 0, result },
      { ...call, call: 3 },
    ],
  );
  expect([1, 2, 3].map((number) => log.findCall(number)?.slot)).toEqual([0, 1, 0]);
});

it("keeps a bounded number of entries, and counts those it gave up", () => {
  const calls = 2_500;
  const events = Array.from({ length: calls }, (_, index) => [
    { event: "callStarted", call: index + 1, pid: 1, command: "close", params: { fd: 3 } },
    {
      event: "callEnded",
      call: index + 1,
      pid: 1,
      command: "close",
      durationUs: 1,
      blockedUs: 0,
      result: {},
    },
  ]).flat();
  const log = new LabRecord(1_000);
  log.append(flood(events));
  expect(log.events.length).toBeLessThanOrEqual(1_050);
  expect(log.evictedEntries + log.entries.length).toBe(calls);
  expect(log.findCall(1)).toBeUndefined();
});
