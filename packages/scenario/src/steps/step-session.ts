import type { Connection } from "@sockpit/client";
import type { CommandName, LabEvent, OutputStream } from "@sockpit/protocol";
import { programsCalled, type Step } from "@sockpit/protocol/scenario";
import { observe } from "../expectations/observe.js";
import type { RunKnowledge } from "../expectations/run-knowledge.js";
import { LabHistory } from "../history.js";
import { Waiters } from "../waiters.js";
import { printText } from "./print-text.js";
import type { RuntimeValue } from "./runtime-value.js";
import { StepError } from "./step-error.js";
import { type StepFailure, StepMemory, StepProgram } from "./step-program.js";

export interface StepSessionOptions {
  /** A connection to the lab, for this session alone. */
  readonly connection: Pick<Connection, "command" | "control" | "onEvent">;
  /** The name of the process. */
  readonly name: string;
  /** The host that it runs on, in a lab with a wire; the lab's first without. */
  readonly host?: string | undefined;
  /** The file that its calls come from, in the trace. */
  readonly file: string;
  /** The bytes of a data file; undefined where there is none. */
  readFile(name: string): Uint8Array | undefined;
  /** Called when a call has succeeded. */
  onCall?(command: CommandName): void;
  /** What it prints, besides the lab's own record of it. */
  onPrint(stream: OutputStream, text: string): void;
}

/** Steps that run together, and where. */
export interface StepLines {
  /** What the steps were read from. */
  readonly source: string;
  readonly steps: readonly Step[];
  /** Lines of the file before the first of the source. */
  readonly linesBefore?: number;
  readonly signal: AbortSignal;
  /** Called with results that no variable takes. */
  onResult?(result: RuntimeValue): void;
}

/**
 * Steps in a process of their own, in a lab in which other things happen too: a program that is run by itself, or calls that a person
 * makes one after the other. Variables stay from one to the next.
 */
export class StepSession {
  readonly pid: number;
  readonly memory = new StepMemory();
  readonly #options: StepSessionOptions;
  readonly #history = new LabHistory();
  readonly #waiters = new Waiters();
  #following: Promise<unknown> | undefined;

  private constructor(pid: number, options: StepSessionOptions) {
    this.pid = pid;
    this.#options = options;
    options.connection.onEvent((event) => this.#take(event));
  }

  /** Starts the process. Rejects with a `CallFailure` where the lab is gone, or full. */
  static async start(options: StepSessionOptions): Promise<StepSession> {
    const { connection, name, host } = options;
    const { pid } = await connection.control("startProcess", { name, ...(host !== undefined && { host }) });
    return new StepSession(pid, options);
  }

  /** Runs to the end, or to the first step that fails. */
  async run({
    source,
    steps,
    linesBefore = 0,
    signal,
    onResult,
  }: StepLines): Promise<StepFailure | undefined> {
    const { connection, file, readFile } = this.#options;
    const program = new StepProgram(
      source,
      {
        command: async (command, params, at) => {
          const source = { file, line: at.line + linesBefore };
          const result = await connection.command(command, this.pid, { params, source, signal: at.signal });
          this.#options.onCall?.(command);
          return result;
        },
        file: (name) => fileOf(name, readFile(name)),
        until: ({ program: wanted, call, number }, until) =>
          this.#until(() => this.#hasDone(wanted, call, number), until),
        untilObserved: (observation, until) =>
          this.#until(() => observe(observation, this.#knowledge).isMet, until),
        onSocketNamed: () => this.#waiters.look(),
        ...(onResult !== undefined && { onResult }),
        print: (text) => this.print("stdout", text),
      },
      signal,
      this.memory,
    );
    return program.run(steps);
  }

  async print(stream: OutputStream, text: string): Promise<void> {
    this.#options.onPrint(stream, text);
    await printText(this.#options.connection, { pid: this.pid, stream }, text);
  }

  /** Ends the process, and with it its sockets. */
  async end(status: number): Promise<void> {
    await this.#options.connection.control("endProcess", { pid: this.pid, status });
  }

  /** Events are followed once a step waits for one. */
  async #until(isTrue: () => boolean, signal: AbortSignal): Promise<void> {
    this.#following ??= this.#options.connection.control("follow", { since: 0, batch: true });
    await this.#following;
    await this.#waiters.until(isTrue, signal);
  }

  /** Whether the newest process of a program has made a call, or ended. Others of its name are of earlier runs. */
  #hasDone(program: string, call: string | undefined, number: number): boolean {
    const newest = this.#history.programsNamed(this.#nameOf(program)).at(-1);
    if (newest === undefined) return false;
    if (call === undefined) return newest.end !== undefined;
    const done = this.#history.calls.filter(
      ({ pid, command, error }) => pid === newest.pid && command === call && error === undefined,
    );
    return done.length >= number;
  }

  #nameOf(program: string): string {
    const names = [...this.#history.programs.values()].map(({ name }) => name.replace(/ \(\d+\)$/, ""));
    return programsCalled(program, names).at(-1) ?? program;
  }

  get #knowledge(): RunKnowledge {
    return {
      history: this.#history,
      programName: (name) => this.#nameOf(name),
      variables: new Map([[this.#options.name, this.memory.sockets]]),
      exceptions: new Map(),
      file: (name) => fileOf(name, this.#options.readFile(name)),
    };
  }

  #take(event: LabEvent): void {
    if (event.seq <= this.#history.lastSeq) return;
    this.#history.add(event);
    this.#waiters.look();
  }
}

function fileOf(name: string, data: Uint8Array | undefined): Uint8Array {
  if (data !== undefined) return data;
  throw new StepError("FileNotFoundError", `there is no file ${name}`, "ENOENT");
}
