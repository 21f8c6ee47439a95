import { type CallFailure, codedFailure, type Stream } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { clientComes, kernelSocket, serverWaits } from "../../record/test-events.js";
import { segment } from "../../record/test-packets.js";
import { recordOf } from "../../record/test-record.js";
import { story } from "../../record/test-story.js";
import { StreamModel } from "./stream-model.js";

const encoder = new TextEncoder();

const stream: Stream = {
  stream: 1,
  protocol: "TCP",
  ends: [
    { host: "127.0.0.1", port: 36_388, socket: "44" },
    { host: "127.0.0.1", port: 8088, socket: "41" },
  ],
  pieces: [{ kind: "data", from: 0, packet: 1, at: 5, data: encoder.encode("hello") }],
  evictedPackets: 0,
  lostPackets: 0,
};

const pair = [
  { event: "processStarted", pid: 1, name: "a.py" },
  {
    event: "callStarted",
    call: 1,
    pid: 1,
    command: "send",
    socket: "7",
    params: { fd: 3, data: { bytes: 5, text: "hello" } },
  },
  returned(1, "send", { bytes: 5 }),
  {
    event: "socketChanged",
    socket: kernelSocket({ id: "7", pid: 1, fd: 3, family: "AF_UNIX", state: "CONNECTED" }),
  },
  {
    event: "callStarted",
    call: 2,
    pid: 1,
    command: "recv",
    socket: "7",
    params: { fd: 3, bufsize: 9, flags: ["MSG_PEEK"] },
  },
  returned(2, "recv", { data: { bytes: 2, text: "ok" } }),
  { event: "callStarted", call: 3, pid: 1, command: "recv", socket: "7", params: { fd: 3, bufsize: 9000 } },
  returned(3, "recv", { data: { bytes: 2000, text: "ok" } }),
];

function returned(call: number, command: string, result: object) {
  return { event: "callEnded", call, pid: 1, command, durationUs: 1, blockedUs: 0, result };
}

function modelOf(events: readonly { event: string }[], fail?: CallFailure) {
  const asked: number[] = [];
  const model = new StreamModel({
    record: recordOf(story([...events])),
    key: () => ({ lab: "lab1", token: "t" }),
    records: {
      stream: async (_key, number) => {
        asked.push(number);
        if (fail !== undefined) throw fail;
        return stream;
      },
      capture: async () => new Uint8Array(),
      traceText: async () => "",
    },
  });
  return { model, asked, phase: () => model.store.getState().phase };
}

/** The end of whatever is loading now. */
function settled(model: StreamModel): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = model.store.subscribe(({ phase }) => {
      if (phase.kind === "loading") return;
      unsubscribe();
      resolve();
    });
  });
}

describe("following", () => {
  const packet = { ...segment({ from: "44", to: "41", text: "hello" }), stream: 1 };
  const exchange = [...serverWaits, ...clientComes, packet];

  it("a packet asks the lab for its stream, and knows whose ends these are", async () => {
    const { model, asked, phase } = modelOf(exchange);
    model.followPacket(1);
    expect(phase()).toEqual({ kind: "loading", stream: 1 });
    await settled(model);
    expect(asked).toEqual([1]);
    expect(phase()).toMatchObject({ kind: "open", packet: 1, talk: { source: "packets", isStream: true } });
    expect(phase()).toMatchObject({ talk: { ends: [{ lane: 1 }, { lane: 0 }] } });
    expect(model.known().map((known) => known.stream)).toEqual([1]);
  });

  it("a socket finds its stream by its packets", async () => {
    const { model, asked } = modelOf(exchange);
    model.followSocket("41");
    await settled(model);
    expect(asked).toEqual([1]);
  });

  it("that is called off shows nothing later", async () => {
    const { model, phase } = modelOf(exchange);
    const followed = model.followStream(1);
    model.close();
    await followed;
    expect(phase()).toEqual({ kind: "closed" });
  });

  it("that fails says why", async () => {
    const { model, phase } = modelOf(exchange, codedFailure("no_such_stream", "None of it is kept."));
    model.followPacket(1);
    await settled(model);
    expect(phase()).toEqual({ kind: "failed", stream: 1, message: "None of it is kept." });
  });

  it("a socket without packets is told by its calls: those before the kernel's word of it too, peeks not", () => {
    const { model, asked, phase } = modelOf(pair);
    model.followCall(1);
    expect(asked).toEqual([]);
    const shown = phase();
    if (shown.kind !== "open") throw new Error("not open");
    expect(shown.talk).toMatchObject({ source: "calls", isStream: true });
    expect(shown.talk.pieces).toEqual([
      { kind: "data", from: 0, at: expect.any(Number), packet: null, data: encoder.encode("hello") },
      { kind: "data", from: 1, at: expect.any(Number), packet: null, data: encoder.encode("ok") },
      { kind: "gap", from: 1, bytes: 1998 },
    ]);
  });
});
