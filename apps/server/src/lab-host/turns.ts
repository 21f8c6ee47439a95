/**
 * How long one lab's work goes on before it is the next lab's turn. Short against what a person notices, long against
 * the cost of a change (a microsecond).
 */
const LAB_SLICE_MS = 1;

/** How long work goes on before the event loop reads, writes and looks at its timers again: what a call waits at most behind others. */
const TURN_MS = 4;

interface Task {
  readonly run: () => void;
  readonly bytes: number;
}

/** What waits of one connection, in order. */
interface Source {
  readonly key: unknown;
  readonly tasks: Task[];
}

interface LabQueue {
  readonly id: string;
  readonly sources: Map<unknown, Source>;
  /** The order in which they are served, a task each. */
  readonly ring: Source[];
  /** What is left of its slice; below zero where a task took longer. */
  leftMs: number;
}

/**
 * Shares the thread among labs: deficit round robin by time over the labs that have work (Shreedhar and Varghese, 1996),
 * those that had none a moment ago first (as in RFC 8290, §4.1), then a task each over a lab's sources. Where nothing
 * waits, a task is run at once.
 */
export class Turns {
  readonly #labs = new Map<string, LabQueue>();
  /** Labs that had nothing to do until now, in order of arrival. */
  readonly #fresh: LabQueue[] = [];
  readonly #busy: LabQueue[] = [];
  #isRunning = false;
  #spentMs = 0;
  #nextTurn: NodeJS.Immediate | undefined;

  /** Bytes held by tasks that wait. */
  queuedBytes = 0;

  /**
   * Runs a task when it is its turn, after those added before it from the same source. Its time is that until the promises
   * that it settles have run; it must not throw. `source` is any value that names the source in its lab.
   */
  add(lab: string, source: unknown, run: () => void, { bytes = 0 }: { bytes?: number } = {}): void {
    const queue = this.#labs.get(lab) ?? this.#enter(lab);
    let from = queue.sources.get(source);
    if (from === undefined) {
      from = { key: source, tasks: [] };
      queue.sources.set(source, from);
      queue.ring.push(from);
    }
    from.tasks.push({ run, bytes });
    this.queuedBytes += bytes;
    this.#run();
  }

  #enter(id: string): LabQueue {
    const queue: LabQueue = { id, sources: new Map(), ring: [], leftMs: LAB_SLICE_MS };
    this.#labs.set(id, queue);
    this.#fresh.push(queue);
    return queue;
  }

  #run(): void {
    if (this.#isRunning || this.#spentMs >= TURN_MS) return;
    const lab = this.#nextLab();
    const task = lab === undefined ? undefined : takeTask(lab);
    if (lab === undefined || task === undefined) return;
    this.#isRunning = true;
    this.#nextTurn ??= setImmediate(() => {
      this.#nextTurn = undefined;
      this.#spentMs = 0;
      this.#run();
    });
    this.queuedBytes -= task.bytes;
    const startedAt = performance.now();
    try {
      task.run();
    } finally {
      // Node runs all promise jobs before the next tick: what they do counts as the task's.
      queueMicrotask(() => process.nextTick(() => this.#ran(lab, performance.now() - startedAt)));
    }
  }

  #ran(lab: LabQueue, ms: number): void {
    lab.leftMs -= ms;
    this.#spentMs += ms;
    this.#isRunning = false;
    this.#run();
  }

  /** The lab whose turn it is, among those with tasks. One that has none any more keeps its place for one round, so that it gains nothing by pausing. */
  #nextLab(): LabQueue | undefined {
    for (;;) {
      const from = this.#fresh.length > 0 ? this.#fresh : this.#busy;
      const lab = from[0];
      if (lab === undefined) return undefined;
      if (lab.leftMs > 0 && lab.ring.length > 0) return lab;
      from.shift();
      if (lab.leftMs <= 0) {
        lab.leftMs += LAB_SLICE_MS;
        this.#busy.push(lab);
      } else if (from === this.#fresh) this.#busy.push(lab);
      else this.#labs.delete(lab.id);
    }
  }
}

function takeTask(lab: LabQueue): Task | undefined {
  const source = lab.ring.shift();
  const task = source?.tasks.shift();
  if (source === undefined) return undefined;
  if (source.tasks.length > 0) lab.ring.push(source);
  else lab.sources.delete(source.key);
  return task;
}
