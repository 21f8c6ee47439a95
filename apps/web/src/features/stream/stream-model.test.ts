import { type CallFailure, codedFailure, type LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { loadFixture, loadStreams } from "../../fixtures/load-fixture.js";
import { recordOf } from "../../record/test-record.js";
import { StreamModel } from "./stream-model.js";

const encoder = new TextEncoder();

const talk = loadFixture("sample-programs");
const pair = loadFixture("unix-pair");

/** The packet of the talk that carries what the client asked. */
const question = talk.flatMap((event) =>
  event.event === "packet" && event.data !== undefined ? [event] : [],
)[0];
if (question?.from == null) throw new Error("The recording has no packet with data");

function modelOf(events: readonly LabEvent[], fail?: CallFailure) {
  const asked: number[] = [];
  const model = new StreamModel({
    record: recordOf(events),
    key: () => ({ lab: "lab1", token: "t" }),
    records: {
      stream: async (_key, number) => {
        asked.push(number);
        if (fail !== undefined) throw fail;
        const [stream] = loadStreams("sample-programs");
        if (stream === undefined) throw new Error("no stream was recorded");
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
  const { packet, from } = question;

  it("a packet asks the lab for its stream, and knows whose ends these are", async () => {
    const { model, asked, phase } = modelOf(talk);
    model.followPacket(packet);
    expect(phase()).toEqual({ kind: "loading", stream: 1 });
    await settled(model);
    expect(asked).toEqual([1]);
    expect(phase()).toMatchObject({ kind: "open", packet, talk: { source: "packets", isStream: true } });
    expect(phase()).toMatchObject({ talk: { ends: [{ lane: 1 }, { lane: 0 }] } });
    expect(model.known().map((known) => known.stream)).toEqual([1]);
  });

  it("a socket finds its stream by its packets", async () => {
    const { model, asked } = modelOf(talk);
    model.followSocket(from ?? "");
    await settled(model);
    expect(asked).toEqual([1]);
  });

  it("that is called off shows nothing later", async () => {
    const { model, phase } = modelOf(talk);
    const followed = model.followStream(1);
    model.close();
    await followed;
    expect(phase()).toEqual({ kind: "closed" });
  });

  it("that fails says why", async () => {
    const { model, phase } = modelOf(talk, codedFailure("no_such_stream", "None of it is kept."));
    model.followPacket(packet);
    await settled(model);
    expect(phase()).toEqual({ kind: "failed", stream: 1, message: "None of it is kept." });
  });

  it("shows a socket without packets by its calls: those before the kernel listed it too, peeks not", () => {
    const { model, asked, phase } = modelOf(pair);
    model.followCall(2);
    expect(asked).toEqual([]);
    const shown = phase();
    if (shown.kind !== "open") throw new Error("not open");
    expect(shown.talk).toMatchObject({ source: "calls", isStream: true });
    const { pieces } = shown.talk;
    expect(pieces.map(({ kind, from }) => [kind, from])).toEqual([
      ["data", 0],
      ["data", 1],
      ["gap", 1],
    ]);
    expect(pieces[0]).toMatchObject({ packet: null, data: encoder.encode("over the pair") });
    // The trace keeps the first 1,024 of the 2,000 bytes.
    expect(pieces[1]).toMatchObject({
      packet: null,
      data: encoder.encode("and back ".repeat(114).slice(0, 1024)),
    });
    expect(pieces[2]).toMatchObject({ bytes: 2000 - 1024 });
  });
});
