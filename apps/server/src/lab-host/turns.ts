/** How long one lab's work goes on before it is the next lab's turn: a dozen calls, or one long message. */
const LAB_SLICE_MS = 0.5;

/**
 * How long work goes on before the event loop reads, writes and looks at its timers again. An exchange of two programs
 * takes half a dozen turns, so turns are short while labs share the thread. A lab alone gets more done in longer ones.
 */
const SHARED_TURN_MS = 1;
const LONE_TURN_MS = 4;

/** How long labs count as sharing the thread after the work of one has followed another's. */
const SHARED_FOR_MS = 100;

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
  #lastLab: string | undefined;
  #sharedUntilMs = 0;
  #turnMs = LONE_TURN_MS;
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
    if (this.#isRunning || this.#spentMs >= this.#turnMs) return;
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
    if (lab.id !== this.#lastLab) this.#sharedUntilMs = startedAt + SHARED_FOR_MS;
    this.#lastLab = lab.id;
    this.#turnMs = startedAt < this.#sharedUntilMs ? SHARED_TURN_MS : LONE_TURN_MS;
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
