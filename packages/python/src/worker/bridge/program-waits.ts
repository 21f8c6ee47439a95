import { limits, type SourceLine } from "@sockpit/protocol";
import type { WorkerReport } from "../../shared/messages.js";
import type { ProgramWait } from "../../shared/program.js";
import type { SharedFiles } from "../files/shared-files.js";
import type { Interrupts } from "../interrupts.js";
import type { TraceWriter } from "../trace-writer.js";
import type { TurnYielder } from "../turn-yielder.js";
import { WaitReports } from "../wait-reports.js";
import type { Wait, Waits } from "../waits.js";

/**
 * What Python waits for. In an object: of a promise that a call returns, Pyodide makes an asyncio Future; one that is
 * read from an object it leaves as it is (`pyodide_internals.promises`).
 */
export interface Waiting<T> {
  readonly promise: Promise<T>;
}

export interface BegunWait {
  wait: Wait;
  /** The program's line, undefined where there is none. */
  source: SourceLine | undefined;
}

export interface ProgramWaitsOptions {
  fileName: string;
  waits: Waits;
  interrupts: Interrupts;
  turnYielder: TurnYielder;
  trace: TraceWriter;
  files: SharedFiles;
  report(report: WorkerReport): void;
}

/** How every wait of a program begins and ends, whatever it waits for. */
export class ProgramWaits {
  readonly #options: ProgramWaitsOptions;
  readonly #reports: WaitReports;
  #isOver = false;

  constructor(options: ProgramWaitsOptions) {
    this.#options = options;
    this.#reports = new WaitReports(options.report);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The program has ended: what waits does not go on. */
  end(): void {
    this.#isOver = true;
  }

  /** A wait begins: what was printed before goes ahead of it. `what`: where it is no socket call. */
  begin(line: number, thread: string | undefined, what?: ProgramWait["what"]): BegunWait {
    const { waits, trace, files } = this.#options;
    trace.flush();
    files.share();
    const wait = waits.begin(thread);
    const source = this.source(line, thread);
    if (what === undefined) return { wait, source };
    return { wait: this.#reports.told(wait, { what, line, thread: thread ?? null }), source };
  }

  /** Where the program is: its line, 0 where there is none, and the thread's name. */
  source(line: number, thread: string | undefined): SourceLine | undefined {
    if (line === 0) return undefined;
    const name = thread?.slice(0, limits.threadNameLength);
    return { file: this.#options.fileName, line, ...(name ? { thread: name } : {}) };
  }

  /** A message has come, in a turn of its own: others had theirs. */
  turnBegan(): void {
    this.#options.turnYielder.turnBegan();
  }

  /** What a thread waits for, until it may go on. */
  resumed<T>(waited: Promise<T>): Waiting<T> {
    return { promise: this.#whenItMayGoOn(waited) };
  }

  async #whenItMayGoOn<T>(waited: Promise<T>): Promise<T> {
    const value = await waited;
    const { files, turnYielder } = this.#options;
    if (!files.isSettled) await files.settled();
    if (turnYielder.isOverdue) await turnYielder.wait();
    if (this.#isOver) return new Promise<never>(() => undefined);
    this.#options.interrupts.turnBegins();
    return value;
  }
}
