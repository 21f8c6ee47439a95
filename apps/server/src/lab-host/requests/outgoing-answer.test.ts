import { codedFailure } from "@sockpit/protocol";
import { describe, expect, test } from "vitest";
import { ANSWER_WINDOW_BYTES, type FromLabHost, PIECE_BYTES } from "../../between/messages.js";
import { OutgoingAnswer } from "./outgoing-answer.js";

function opened() {
  const posted: FromLabHost[] = [];
  const answer = new OutgoingAnswer({
    windowBytes: ANSWER_WINDOW_BYTES,
    id: 1,
    post: (message) => posted.push(message),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const sentBytes = () =>
    posted.reduce((sum, message) => sum + (message.type === "piece" ? message.bytes.length : 0), 0);
  return { answer, posted, sentBytes };
}

/** Until nothing more happens by itself. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

function* pieces(count: number): Generator<Uint8Array> {
  for (let made = 0; made < count; made += 1) yield new Uint8Array(PIECE_BYTES).fill(made);
}

describe("An answer", () => {
  test("that is small comes whole, in one message", async () => {
    for (const body of ["{}", new Uint8Array(PIECE_BYTES), [new Uint8Array(10)], []]) {
      const { answer, posted } = opened();
      await answer.send(() => body);
      expect(posted).toMatchObject([{ type: "whole", id: 1 }]);
    }
  });

  test("stops at its window until its reader has taken some, then goes on, whole and in order", async () => {
    const { answer, posted, sentBytes } = opened();
    const count = (3 * ANSWER_WINDOW_BYTES) / PIECE_BYTES;
    const sent = answer.send(() => pieces(count));
    await settle();
    expect(sentBytes()).toBe(ANSWER_WINDOW_BYTES);
    answer.addCredit(PIECE_BYTES);
    await settle();
    expect(sentBytes()).toBe(ANSWER_WINDOW_BYTES + PIECE_BYTES);
    answer.addCredit(2 * ANSWER_WINDOW_BYTES);
    await sent;
    expect(posted.at(-1)).toEqual({ type: "end", id: 1 });
    const firsts = posted.flatMap((message) => (message.type === "piece" ? [message.bytes[0]] : []));
    expect(firsts).toEqual(Array.from({ length: count }, (_, index) => index));
  });

  test("makes no piece for a reader that has gone", async () => {
    const { answer, posted } = opened();
    let made = 0;
    const sent = answer.send(function* () {
      for (const piece of pieces(1000)) {
        made += 1;
        yield piece;
      }
    });
    await settle();
    answer.cancel();
    await sent;
    expect(made).toBeLessThanOrEqual(ANSWER_WINDOW_BYTES / PIECE_BYTES + 1);
    expect(posted.at(-1)).toMatchObject({ type: "piece" });
  });

  test("is accepted where it takes longer than a turn, and fails with what it failed with", async () => {
    const { answer, posted } = opened();
    await answer.send(async () => {
      await settle();
      throw codedFailure("no_such_lab", "gone");
    });
    expect(posted).toMatchObject([
      { type: "accepted", id: 1 },
      { type: "failure", id: 1, error: { code: "no_such_lab" } },
    ]);
  });
});
