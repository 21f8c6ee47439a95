import { describe, expect, it } from "vitest";
import { clientComes, kernelSocket, serverWaits } from "../trace/test-events.js";
import { DiagramLog } from "./diagram-log.js";
import type { Entry, PacketEntry } from "./entry.js";
import { entryText } from "./entry-filter.js";
import { isRelated, relatedTo } from "./related.js";
import { handshake, segment } from "./test-packets.js";
import { flood, type Story, story } from "./test-story.js";

function logOf(...parts: Story) {
  const entries: Entry[] = [];
  const log = new DiagramLog((entry) => entries.push(entry));
  for (const event of story(...parts)) log.append(event);
  return { log, entries };
}

const [processStarts, socketMade, , , ...clientGoesOn] = clientComes;
const connects = [
  processStarts,
  socketMade,
  clientComes[2],
  clientComes[3],
  clientComes[4],
  ...handshake("44", "41"),
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
    expect(packets.map((packet) => entryText(packet).split(" 2")[0]?.slice(0, 22))).toEqual([
      "SYN seq=0 seq=21142859",
      "SYN-ACK seq=0 ack=1 se",
      "ACK ack=1 seq=21142859",
    ]);
  });

  it("joins the SYN to the call that sent it", () => {
    const syn = log.findPacket(1);
    expect(syn?.cause?.command).toBe("connect");
    const related = relatedTo({ kind: "packet", packet: 1 }, log);
    expect([...related.calls]).toEqual([6]);
    expect([...related.sockets].sort()).toEqual(["41", "44"]);
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
    ]);
  });

  it("tells where a call that waited returns, and not where one that did not", () => {
    const returns = entries.filter((entry) => entry.kind === "return");
    expect(returns.map(({ of }) => of.command)).toEqual(["accept"]);
  });

  it("keeps calls that wait as open", () => {
    expect([...log.openCalls.keys()]).toEqual([7]);
  });

  it("tells of states that are news", () => {
    const states = entries.filter((entry) => entry.kind === "state");
    expect(states.map(({ state, fd }) => `${state} ${fd}`)).toEqual(["LISTEN 3", "ESTABLISHED 4"]);
  });
});

it("lets data be what the receiving call took", () => {
  const { log } = logOf(serverWaits, connects, [
    {
      event: "callStarted",
      call: 9,
      pid: 2,
      command: "sendall",
      params: { fd: 3, data: { bytes: 5, text: "hello" } },
    },
    segment({ from: "44", to: "45", text: "hello", flags: ["PSH", "ACK"] }),
    { event: "callEnded", call: 7, pid: 1, command: "recv", durationUs: 9, blockedUs: 9, result: {} },
  ]);
  expect(log.findPacket(4)?.effect?.command).toBe("recv");
  expect([...relatedTo({ kind: "call", call: 7 }, log).packets]).toContain(4);
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
  const call = { event: "callStarted", pid: 1, command: "recv", params: { fd: 3, bufsize: 1 } };
  const { log } = logOf(
    [{ event: "processStarted", pid: 1, name: "a.py" }],
    [
      { ...call, call: 1 },
      { ...call, call: 2 },
      { event: "callEnded", call: 1, pid: 1, command: "recv", durationUs: 1, blockedUs: 0, result: {} },
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
  const log = new DiagramLog(() => {}, 1_000);
  for (const event of flood(events)) log.append(event);
  expect(log.entries.length).toBeLessThanOrEqual(1_100);
  expect(log.droppedEntries + log.entries.length).toBe(calls);
  expect(log.findCall(1)).toBeUndefined();
});
