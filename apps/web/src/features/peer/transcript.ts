/** What was sent and received, in its order. */
export interface TranscriptPiece {
  readonly id: number;
  readonly kind: "sent" | "received";
  readonly bytes: Uint8Array;
  /** The other side, where it may be another each time: UDP. */
  readonly from?: string;
}

/** What the page has to say in between. */
export interface TranscriptNote {
  readonly id: number;
  readonly kind: "note";
  readonly note: "connected" | "accepted" | "finished" | "halfClosed" | "closed" | "lost" | "refused";
  readonly text?: string;
}

export type TranscriptEntry = TranscriptPiece | TranscriptNote;

export interface Transcript {
  readonly entries: readonly TranscriptEntry[];
  readonly bytes: number;
  /** Bytes that were left out at the beginning. */
  readonly droppedBytes: number;
}

/** What is kept of a conversation, as of a program's output. */
export const MAX_TRANSCRIPT_BYTES = 256 * 1024;
export const MAX_TRANSCRIPT_ENTRIES = 1000;

export const emptyTranscript: Transcript = { entries: [], bytes: 0, droppedBytes: 0 };

let lastId = 0;

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/** Adds to the end; where there is too much, whole entries go at the beginning. */
export function withEntries(
  { entries, bytes, droppedBytes }: Transcript,
  added: readonly WithoutId<TranscriptEntry>[],
): Transcript {
  const all = [...entries, ...added.map((entry): TranscriptEntry => ({ ...entry, id: ++lastId }))];
  let total = bytes + added.reduce((sum, entry) => sum + sizeOf(entry), 0);
  let first = 0;
  let dropped = 0;
  while (
    first < all.length - 1 &&
    (total > MAX_TRANSCRIPT_BYTES || all.length - first > MAX_TRANSCRIPT_ENTRIES)
  ) {
    const size = sizeOf(all[first]);
    total -= size;
    dropped += size;
    first += 1;
  }
  return { entries: all.slice(first), bytes: total, droppedBytes: droppedBytes + dropped };
}

function sizeOf(entry: WithoutId<TranscriptEntry> | undefined): number {
  return entry === undefined || entry.kind === "note" ? 0 : entry.bytes.length;
}
