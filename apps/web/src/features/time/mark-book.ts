/** What a mark on the scrubber stands for. */
const kinds = ["process", "call", "failure", "packet", "state"] as const;
export type MarkKind = (typeof kinds)[number];

/** More than a lab has processes: they count from 1. */
const PIDS = 2 ** 24;

/** Stretches of time that are kept apart: more than a screen has pixels across. */
const MAX_STRETCHES = 4_000;

export interface ScrubberMark {
  /** Pixels from the left. */
  x: number;
  kind: MarkKind;
  /** Whose it is; null where it is nobody's alone. */
  pid: number | null;
}

interface NewMark {
  kind: MarkKind;
  pid: number | null;
  /** When it was, which never falls, and the same with long pauses shortened. */
  atUs: number;
  placeUs: number;
}

/** What happened in a stretch of time, each kind of mark once for each process. */
interface Stretch {
  number: number;
  marks: Map<number, { kind: MarkKind; pid: number | null; atUs: number }>;
  lastAtUs: number;
}

/**
 * The marks of a lab's events on the line of time, gathered as the events come: drawing them costs the same for a
 * thousand events and for a million. Stretches grow longer, two by two, as there are more of them.
 */
export class MarkBook {
  readonly #maxStretches: number;
  #stretches: Stretch[] = [];
  /** Length of a stretch in microseconds. */
  #lengthUs = 1;

  constructor(maxStretches = MAX_STRETCHES) {
    this.#maxStretches = maxStretches;
  }

  add({ kind, pid, atUs, placeUs }: NewMark): void {
    const number = Math.floor(placeUs / this.#lengthUs);
    let stretch = this.#stretches.at(-1);
    if (stretch === undefined || stretch.number !== number) {
      stretch = { number, marks: new Map(), lastAtUs: atUs };
      this.#stretches.push(stretch);
    }
    const key = kinds.indexOf(kind) * PIDS + (pid ?? 0);
    if (!stretch.marks.has(key)) stretch.marks.set(key, { kind, pid, atUs });
    stretch.lastAtUs = atUs;
    while (this.#stretches.length > this.#maxStretches) this.#joinStretches();
  }

  /** Events before this time are no longer kept, and have no marks. */
  dropBefore(atUs: number): void {
    const kept = this.#stretches.findIndex(({ lastAtUs }) => lastAtUs >= atUs);
    this.#stretches.splice(0, kept === -1 ? this.#stretches.length : kept);
  }

  reset(): void {
    this.#stretches = [];
    this.#lengthUs = 1;
  }

  /**
   * The marks on a line `width` pixels long, each once however many events share a pixel. `fractionOf` gives where
   * between the ends a time lies.
   */
  marks(width: number, fractionOf: (atUs: number) => number): readonly ScrubberMark[] {
    const marks = new Map<number, ScrubberMark>();
    for (const stretch of this.#stretches) {
      for (const [what, { kind, pid, atUs }] of stretch.marks) {
        const x = Math.round(fractionOf(atUs) * (width - 1));
        const key = x * kinds.length * PIDS + what;
        if (!marks.has(key)) marks.set(key, { x, kind, pid });
      }
    }
    return [...marks.values()];
  }

  #joinStretches(): void {
    this.#lengthUs *= 2;
    const joined: Stretch[] = [];
    for (const { number, marks, lastAtUs } of this.#stretches) {
      const half = Math.floor(number / 2);
      const last = joined.at(-1);
      if (last?.number !== half) {
        joined.push({ number: half, marks, lastAtUs });
        continue;
      }
      for (const [key, mark] of marks) if (!last.marks.has(key)) last.marks.set(key, mark);
      last.lastAtUs = lastAtUs;
    }
    this.#stretches = joined;
  }
}

/** What draws marks is given the colours of programs: an index into the palette, undefined where a process is none of the page's. */
export interface ColourOfPid {
  colourOfPid(pid: number): number | undefined;
}
