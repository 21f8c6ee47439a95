/** One stretch of a lane in which a process lived. */
interface Life {
  pid: number;
  startSeq: number;
  /** Null while it lives. */
  endSeq: number | null;
}

/** In place of a lane: where packets go, or come from, that no program's socket has to do with. */
export const NOBODY = -1;

/** A program's lifeline. */
export interface Lane {
  id: number;
  name: string;
  /** The host that it runs on, in a lab with a wire. */
  host: string | null;
  lives: readonly Life[];
}

/** What tells programs apart. */
export interface ProgramOnHost {
  name: string;
  host: string | null;
}

/**
 * Who stands where. A program that is run again goes on in its old lane, unless the run before still
 * lives there.
 */
export class LaneBook {
  #lanes: Lane[] = [];
  readonly #laneOfPid = new Map<number, number>();
  readonly #known = new Map<number, ProgramOnHost>();

  get lanes(): readonly Lane[] {
    return this.#lanes;
  }

  /** A process whose start may not be seen. */
  know(pid: number, program: ProgramOnHost): void {
    this.#known.set(pid, program);
  }

  start(pid: number, { name, host }: ProgramOnHost, seq: number): number {
    const life = { pid, startSeq: seq, endSeq: null };
    const free = this.#lanes.find(
      (lane) => lane.name === name && lane.host === host && lane.lives.at(-1)?.endSeq !== null,
    );
    const id = free?.id ?? this.#lanes.length;
    this.#put({ id, name, host, lives: [...(free?.lives ?? []), life] });
    this.#laneOfPid.set(pid, id);
    return id;
  }

  end(pid: number, seq: number): number {
    const id = this.of(pid, seq);
    const lane = this.#lanes[id];
    if (lane !== undefined) {
      const lives = lane.lives.map((life) =>
        life.pid === pid && life.endSeq === null ? { ...life, endSeq: seq } : life,
      );
      this.#put({ ...lane, lives });
    }
    return id;
  }

  /** Where a process runs, in a lab with a wire. */
  hostOf(pid: number): string | null {
    return (this.#lanes[this.#laneOfPid.get(pid) ?? NOBODY] ?? this.#known.get(pid))?.host ?? null;
  }

  /** The lane of a host's first program, in a lab with a wire: where what its kernel itself sends is shown. */
  ofHost(host: string): number {
    return this.#lanes.find((lane) => lane.host === host)?.id ?? NOBODY;
  }

  /** A process's lane, made now where its start was not seen. */
  of(pid: number, seq: number): number {
    const known = this.#known.get(pid) ?? { name: `pid ${pid}`, host: null };
    return this.#laneOfPid.get(pid) ?? this.start(pid, known, seq);
  }

  /** Forgets lives that were over before an event, but not who was there last. */
  evict(firstSeq: number): void {
    for (const lane of this.#lanes) {
      const isKept = ({ endSeq }: Life) => endSeq === null || endSeq >= firstSeq;
      const lives = lane.lives.filter((life, index) => index === lane.lives.length - 1 || isKept(life));
      if (lives.length < lane.lives.length) this.#put({ ...lane, lives });
    }
  }

  #put(lane: Lane): void {
    const lanes = [...this.#lanes];
    lanes[lane.id] = lane;
    this.#lanes = lanes;
  }
}
