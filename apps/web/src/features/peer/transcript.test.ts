import { expect, test } from "vitest";
import { emptyTranscript, MAX_TRANSCRIPT_BYTES, MAX_TRANSCRIPT_ENTRIES, withEntries } from "./transcript.js";

test("what is too much goes at the beginning, and is counted", () => {
  const piece = { kind: "received", bytes: new Uint8Array(MAX_TRANSCRIPT_BYTES / 2) } as const;
  const full = withEntries(emptyTranscript, [piece, piece]);
  expect(full.droppedBytes).toBe(0);
  const more = withEntries(full, [
    { kind: "note", note: "finished" },
    { kind: "sent", bytes: Uint8Array.of(1) },
  ]);
  expect(more.droppedBytes).toBe(MAX_TRANSCRIPT_BYTES / 2);
  expect(more.entries.map(({ kind }) => kind)).toEqual(["received", "note", "sent"]);
  expect(more.bytes).toBe(MAX_TRANSCRIPT_BYTES / 2 + 1);
});

test("the last piece stays, however long it is", () => {
  const { entries } = withEntries(emptyTranscript, [
    { kind: "sent", bytes: new Uint8Array(MAX_TRANSCRIPT_BYTES * 2) },
  ]);
  expect(entries).toHaveLength(1);
});

test("many small pieces are bounded by their number, each with an id of its own", () => {
  let transcript = emptyTranscript;
  const piece = { kind: "received", bytes: Uint8Array.of(1) } as const;
  for (let count = 0; count < MAX_TRANSCRIPT_ENTRIES + 10; count += 1)
    transcript = withEntries(transcript, [piece]);
  expect(transcript.entries).toHaveLength(MAX_TRANSCRIPT_ENTRIES);
  expect(transcript.droppedBytes).toBe(10);
  expect(new Set(transcript.entries.map(({ id }) => id)).size).toBe(MAX_TRANSCRIPT_ENTRIES);
});
