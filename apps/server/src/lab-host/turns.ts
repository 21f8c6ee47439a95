import { threadCpuMs } from "@sockpit/sockets";

/** How long one visitor's work goes on in a round before it is the next one's turn: a dozen calls, or one long message. */
const SLICE_MS = 0.5;

/**
 * How long work goes on before the event loop reads, writes and looks at its timers again. An exchange of two programs
 * takes half a dozen turns, so turns are short while labs share the thread. A lab alone gets more done in longer ones.
 */
const SHARED_TURN_MS = 1;
const LONE_TURN_MS = 4;

/** How long labs count as sharing the thread after the work of one has followed another's. */
const SHARED_FOR_MS = 100;

/** A turn's time counts together until so much is spent; a new turn is asked for then, not after each task. */
const UNCOUNTED_MS = 0.1;

/** What takes longer than this, though most tasks take a tenth, may have been interrupted by the kernel: its processor time is asked for. */
const SUSPICIOUS_MS = 0.25;

/** What a task returns that has done all its work. The work of any other goes on in promise jobs, which count as its own. */
export const DONE = Symbol("done");

type Run = () => unknown;

/** Time, and the processor time of this thread. */
interface Clock {
  nowMs(): number;
  cpuMs(): number;
}

interface Task {
  readonly run: Run;
  readonly bytes: number;
}

/** What waits of one connection, in order. */
interface Source {
  readonly key: unknown;
  readonly tasks: Task[];
}

interface LabQueue {
  readonly id: string;
  readonly visitor: string;
  readonly sources: Map<unknown, Source>;
  /** The order in which they are served, a task each. */
  readonly ring: Source[];
  /** What is left of its slice; below zero where a task took longer. */
  leftMs: number;
  /** Whether it is among those that are served first. */
  isFirst: boolean;
  /** Whether it has a place in the round of all. */
  hasPlace: boolean;
}

/** Labs of one visitor among which a slice is divided. Of more, each gets as much: a round would become long. */
const MAX_SHARERS = 16;

/**
 * Shares the thread among visitors, and each visitor's part among their labs: deficit round robin by time over the labs that have
 * work (Shreedhar and Varghese, 1996), where the labs of one visitor divide a slice. Those that had none a moment ago come first
 * (as in RFC 8290, §4.1), as long as something is left of their slice of this round. Within a lab its sources have a task each
 * in turn. Where nothing waits, a task is run at once. Time in which the kernel runs other threads on this one's core is charged
 * to nobody.
 */
export class Turns {
  readonly #clock: Clock;
  readonly #labs = new Map<string, LabQueue>();
  /** Whose labs are; a lab that nobody is named for is its own visitor's. */
  readonly #visitors = new Map<string, string>();
  /** How many of `#labs` each visitor has. */
  readonly #sharers = new Map<string, number>();
  /** Labs that had nothing to do until now, in order of arrival. */
  readonly #fresh: LabQueue[] = [];
  /** The round: a lab's slice is filled up when it is its turn here. */
  readonly #busy: LabQueue[] = [];
  #isRunning = false;
  #waitingTasks = 0;
  #spentMs = 0;
  /** Processor time when this turn began, and what has been charged since. */
  #chargedCpuMs: number;
  /** Of all tasks and ends so far, as far as they ran at once. */
  #performedMs = 0;
  #lastLab: string | undefined;
  #sharedUntilMs = 0;
  #turnMs = LONE_TURN_MS;
  #nextTurn: NodeJS.Immediate | undefined;
  #atEnd: (() => void)[] = [];
  #isEndDue = false;

  /** Bytes held by tasks that wait. */
  queuedBytes = 0;

  constructor(clock: Clock = { nowMs: () => performance.now(), cpuMs: threadCpuMs }) {
    this.#clock = clock;
    this.#chargedCpuMs = clock.cpuMs();
  }

  /**
   * Runs a task when it is its turn, after those added before it from the same source. Its time is that until it is `DONE`, or
   * until the promises that it settles have run; it must not throw. `source` is any value that names the source in its lab.
   */
  add(lab: string, source: unknown, run: Run, { bytes = 0 }: { bytes?: number } = {}): void {
    const queue = this.#labs.get(lab) ?? this.#enter(lab);
    if (this.#waitingTasks === 0 && this.#mayRun) {
      this.#perform(queue, run);
      if (this.#waitingTasks > 0) this.#goOn();
      return;
    }
    if (queue.ring.length === 0 && queue.leftMs > 0) this.#putFirst(queue);
    let from = queue.sources.get(source);
    if (from === undefined) {
      from = { key: source, tasks: [] };
      queue.sources.set(source, from);
      queue.ring.push(from);
    }
    from.tasks.push({ run, bytes });
    this.#waitingTasks += 1;
    this.queuedBytes += bytes;
    this.#goOn();
  }

  /** From now on the lab is this visitor's. */
  assign(lab: string, visitor: string): void {
    this.#visitors.set(lab, visitor);
  }

  /** The lab has ended. */
  forget(lab: string): void {
    this.#visitors.delete(lab);
  }

  /** Runs what reads a lab's messages, which add tasks, and counts the time that the reading itself takes to the lab's slice. */
  read(lab: string, readMessages: () => void): void {
    const startedAt = this.#clock.nowMs();
    const performedMs = this.#performedMs;
    readMessages();
    const ms = this.#clock.nowMs() - startedAt - (this.#performedMs - performedMs);
    const queue = this.#labs.get(lab);
    if (queue !== undefined) this.#charge(queue, ms);
  }

  #charge(lab: LabQueue, ms: number): void {
    const cpuMs = ms <= SUSPICIOUS_MS ? ms : Math.max(0, this.#clock.cpuMs() - this.#chargedCpuMs);
    const chargedMs = Math.min(ms, cpuMs);
    this.#chargedCpuMs += chargedMs;
    lab.leftMs -= chargedMs;
  }

  /** Runs something when the lab that is served now has had its slice, or, outside of a turn, before the event loop goes on. */
  atEnd(run: () => void): void {
    this.#atEnd.push(run);
    if (this.#isEndDue) return;
    this.#isEndDue = true;
    // After the promise jobs: the call that a `send` wakes up is answered with it.
    queueMicrotask(this.#endSoon);
  }

  readonly #endSoon = (): void => process.nextTick(this.#endTick);

  readonly #endTick = (): void => {
    this.#isEndDue = false;
    // Between the tasks of a slice: its end comes.
    if (!this.#isRunning) this.#end();
  };

  #end(): void {
    if (this.#atEnd.length === 0) return;
    const startedAt = this.#clock.nowMs();
    const ended = this.#atEnd;
    this.#atEnd = [];
    for (const run of ended) run();
    const ms = this.#clock.nowMs() - startedAt;
    this.#spentMs += ms;
    this.#performedMs += ms;
  }

  #enter(id: string): LabQueue {
    const visitor = this.#visitors.get(id) ?? id;
    this.#sharers.set(visitor, (this.#sharers.get(visitor) ?? 0) + 1);
    const slice = { leftMs: this.#sliceMs(visitor), isFirst: false, hasPlace: false };
    const queue: LabQueue = { id, visitor, sources: new Map(), ring: [], ...slice };
    this.#labs.set(id, queue);
    this.#putFirst(queue);
    return queue;
  }

  #sliceMs(visitor: string): number {
    return SLICE_MS / Math.min(this.#sharers.get(visitor) ?? 1, MAX_SHARERS);
  }

  #leave(lab: LabQueue): void {
    this.#labs.delete(lab.id);
    const left = (this.#sharers.get(lab.visitor) ?? 1) - 1;
    if (left === 0) this.#sharers.delete(lab.visitor);
    else this.#sharers.set(lab.visitor, left);
  }

  #putFirst(queue: LabQueue): void {
    if (queue.isFirst) return;
    queue.isFirst = true;
    this.#fresh.push(queue);
  }

  get #mayRun(): boolean {
    return !this.#isRunning && this.#spentMs < this.#turnMs;
  }

  #goOn(): void {
    while (this.#mayRun && this.#waitingTasks > 0) {
      const lab = this.#nextLab();
      const task = lab === undefined ? undefined : takeTask(lab);
      if (lab === undefined || task === undefined) break;
      this.#waitingTasks -= 1;
      this.queuedBytes -= task.bytes;
      this.#perform(lab, task.run);
    }
    if (this.#isRunning) return;
    if (this.#waitingTasks > 0) this.#askForTurn();
    this.#end();
  }

  #perform(lab: LabQueue, run: Run): void {
    if (lab.id !== this.#lastLab) this.#end();
    const startedAt = this.#clock.nowMs();
    if (lab.id !== this.#lastLab) {
      this.#sharedUntilMs = startedAt + SHARED_FOR_MS;
      this.#lastLab = lab.id;
    }
    this.#turnMs = startedAt < this.#sharedUntilMs ? SHARED_TURN_MS : LONE_TURN_MS;
    this.#isRunning = true;
    const isDone = run() === DONE;
    this.#performedMs += this.#clock.nowMs() - startedAt;
    if (isDone) {
      this.#ran(lab, startedAt);
      return;
    }
    // Node runs all promise jobs before the next tick: what they do counts as the task's.
    queueMicrotask(() =>
      process.nextTick(() => {
        this.#ran(lab, startedAt);
        this.#goOn();
      }),
    );
  }

  #ran(lab: LabQueue, startedAt: number): void {
    const ms = this.#clock.nowMs() - startedAt;
    this.#charge(lab, ms);
    this.#spentMs += ms;
    this.#isRunning = false;
    if (this.#spentMs >= UNCOUNTED_MS) this.#askForTurn();
  }

  #askForTurn(): void {
    this.#nextTurn ??= setImmediate(() => {
      this.#nextTurn = undefined;
      this.#spentMs = 0;
      this.#chargedCpuMs = this.#clock.cpuMs();
      if (this.#waitingTasks === 0) this.#forgetLabs();
      else this.#goOn();
    });
  }

  /** Nobody waited: nobody has had less than its share. */
  #forgetLabs(): void {
    this.#labs.clear();
    this.#sharers.clear();
    this.#fresh.length = 0;
    this.#busy.length = 0;
  }

  /** The lab whose turn it is, among those with tasks. One that has none any more keeps its place for one round, so that it gains nothing by pausing. */
  #nextLab(): LabQueue | undefined {
    for (;;) {
      const isFirst = this.#fresh.length > 0;
      const from = isFirst ? this.#fresh : this.#busy;
      const lab = from[0];
      if (lab === undefined) return undefined;
      if (lab.leftMs > 0 && lab.ring.length > 0) return lab;
      from.shift();
      if (isFirst) this.#leaveFirst(lab);
      else if (lab.leftMs <= 0) this.#joinRound(lab);
      else this.#leave(lab);
    }
  }

  #leaveFirst(lab: LabQueue): void {
    lab.isFirst = false;
    if (lab.hasPlace) return;
    lab.hasPlace = true;
    this.#joinRound(lab);
  }

  #joinRound(lab: LabQueue): void {
    if (lab.leftMs <= 0) lab.leftMs += this.#sliceMs(lab.visitor);
    this.#busy.push(lab);
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
