import { codedFailure } from "@sockpit/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LARGE_MESSAGE_BYTES } from "../../between/large-messages.js";
import { ANSWER_WINDOW_BYTES, PIECE_BYTES, type ToLabHost } from "../../between/messages.js";
import { Answers } from "./answers.js";

const lab = "a2345678";

function opened() {
  const posted: ToLabHost[] = [];
  const bodies: { id: number; bytes: Uint8Array }[] = [];
  const answers = new Answers({
    post: (message) => posted.push(message),
    sendBody: (id, bytes) => bodies.push({ id, bytes }),
  });
  return { answers, posted, bodies };
}

async function piecesOf(asked: ReturnType<Answers["ask"]>) {
  const answer = await asked;
  if (answer.kind !== "pieces") throw new Error("the answer is whole");
  return answer.pieces;
}

describe("An answer", () => {
  test("is asked for once, and its pieces are paid for as they are taken", async () => {
    const { answers, posted } = opened();
    const asked = answers.ask({ do: "capture", lab });
    expect(posted).toEqual([{ type: "request", id: 1, request: { do: "capture", lab } }]);
    const count = ANSWER_WINDOW_BYTES / PIECE_BYTES;
    for (let sent = 0; sent < count; sent += 1)
      answers.receive({ type: "piece", id: 1, bytes: new Uint8Array(PIECE_BYTES) });
    const pieces = await piecesOf(asked);
    expect(posted).toHaveLength(1);
    await pieces.next();
    expect(posted).toHaveLength(1);
    await pieces.next();
    expect(posted.at(-1)).toEqual({ type: "credit", id: 1, bytes: PIECE_BYTES });
    answers.receive({ type: "end", id: 1 });
    await pieces.next();
    await pieces.next();
    expect(await pieces.next()).toEqual({ done: true, value: undefined });
  });

  test("is cancelled once its reader has gone, also one that waits for the next piece", async () => {
    const { answers, posted } = opened();
    const asked = answers.ask({ do: "events", lab, query: {}, headers: {} });
    answers.receive({ type: "piece", id: 1, bytes: new Uint8Array(1) });
    const pieces = await piecesOf(asked);
    await pieces.next();
    const waiting = pieces.next();
    await pieces.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(posted.at(-1)).toEqual({ type: "cancel", id: 1 });
  });

  test("fails where the lab host ends, before it and halfway", async () => {
    const { answers } = opened();
    const first = answers.ask({ do: "getLab", lab });
    const second = answers.ask({ do: "trace", lab, query: { since: 0, wait: 0 } });
    answers.receive({ type: "piece", id: 2, bytes: new Uint8Array(1) });
    const pieces = await piecesOf(second);
    await pieces.next();
    answers.end(codedFailure("lab_host_lost", "ended"));
    await expect(first).rejects.toMatchObject({ error: { code: "lab_host_lost" } });
    await expect(pieces.next()).rejects.toMatchObject({ error: { code: "lab_host_lost" } });
  });
});

describe("A body", () => {
  const call = (lengthBytes: number) =>
    ({ do: "callCommand", lab, path: { command: "send" }, body: new Uint8Array(lengthBytes) }) as const;

  test("goes with its request where it is small, and on a channel of its own where it is large", async () => {
    const { answers, posted, bodies } = opened();
    const [small, large] = [call(LARGE_MESSAGE_BYTES), call(LARGE_MESSAGE_BYTES + 1)];
    const asked = [answers.ask(small), answers.ask(large)];
    const [first, second] = posted;
    expect(first?.type === "request" && first.request).toBe(small);
    const bodyless = { ...large, body: new Uint8Array() };
    expect(second).toEqual({ type: "request", id: 2, request: bodyless, bodyBytes: LARGE_MESSAGE_BYTES + 1 });
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.bytes).toBe(large.body);
    for (const id of [1, 2]) answers.receive({ type: "whole", id, body: "{}" });
    await Promise.all(asked);
  });
});

describe("An answer that does not come", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const call = { do: "callCommand", lab, path: { command: "accept" }, body: new Uint8Array() } as const;

  test("fails as lab_host_silent after five seconds, and what comes later is dropped", async () => {
    const { answers, posted } = opened();
    const asked = answers.ask(call);
    const failed = expect(asked).rejects.toMatchObject({ error: { code: "lab_host_silent" } });
    vi.advanceTimersByTime(5000);
    await failed;
    expect(posted.at(-1)).toEqual({ type: "cancel", id: 1 });
    answers.receive({ type: "whole", id: 1, body: "late" });
  });

  test("may take as long as its caller stays, once a call has been accepted", async () => {
    const { answers } = opened();
    const asked = answers.ask(call);
    answers.receive({ type: "accepted", id: 1 });
    vi.advanceTimersByTime(3_600_000);
    answers.receive({ type: "whole", id: 1, body: "{}" });
    expect(await asked).toMatchObject({ kind: "whole" });
  });

  test("fails though it was accepted, where it is no call that waits", async () => {
    const { answers } = opened();
    const asked = answers.ask({ do: "sockets", lab });
    answers.receive({ type: "accepted", id: 1 });
    const failed = expect(asked).rejects.toMatchObject({ error: { code: "lab_host_silent" } });
    vi.advanceTimersByTime(5000);
    await failed;
  });
});
