import type { Connection } from "@sockpit/client";
import { CallFailure, type CommandName } from "@sockpit/protocol";
import { type Moment, readSteps, type Step } from "@sockpit/protocol/scenario";
import {
  formatRuntimeValue,
  makesResult,
  type RecordedProgram,
  type RecordedStep,
  type RuntimeValue,
  type StepFailure,
  StepSession,
} from "@sockpit/scenario";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";
import type { Recorder } from "./recorder.js";

/** What a console needs of a connection to the lab. */
export type ConsoleConnection = Pick<Connection, "control" | "command" | "close" | "onEvent">;

/** A line that a person has given, and what came of it so far. */
export interface ConsoleEntry {
  readonly id: number;
  readonly text: string;
  readonly state: "waiting" | "done" | "failed" | "interrupted";
  /** What it printed, and the value that no variable takes. */
  readonly printed: string;
  readonly value: string | undefined;
  /** As Python names it: "ConnectionRefusedError: [Errno 111] …". */
  readonly error: string | undefined;
}

interface ConsoleState {
  readonly name: string;
  readonly entries: readonly ConsoleEntry[];
  /** Lines that were given, oldest first: for ↑. */
  readonly history: readonly string[];
  /** Variables, and whether each holds a socket: for completion. */
  readonly variables: ReadonlyMap<string, "socket" | "value">;
  readonly isWaiting: boolean;
  /** Its process; null before the first call, and when it has ended. */
  readonly pid: number | null;
  /** Why its process could not be started. */
  readonly lost: string | undefined;
}

/** Lines that are kept, on the screen and for ↑. */
const MAX_ENTRIES = 500;

const HISTORY_KEY = "sockpit.console-history";

interface ConsoleOptions {
  /** A connection to the lab, for this console alone. */
  open(): Promise<ConsoleConnection>;
  /** The host that its process is to run on, in a lab with a wire. */
  hostOf(): string | undefined;
  readonly recorder: Recorder;
  readonly storage: KeyValueStorage | undefined;
}

function historyIn(storage: KeyValueStorage | undefined): readonly string[] {
  const value = readJson(storage, HISTORY_KEY);
  return Array.isArray(value) ? value.filter((line) => typeof line === "string") : [];
}

/** A process of which a person makes the calls, one after the other, in the notation of steps. */
export class Console {
  readonly store: StoreApi<ConsoleState>;
  readonly #open: () => Promise<ConsoleConnection>;
  readonly #hostOf: () => string | undefined;
  readonly #recorder: Recorder;
  readonly #storage: KeyValueStorage | undefined;
  #session: StepSession | undefined;
  #connection: ConsoleConnection | undefined;
  #interrupting: AbortController | undefined;
  #recorded: RecordedStep[] = [];
  #lines = 0;
  #ids = 0;
  /** Counts processes: what one that has ended still reports is not shown. */
  #number = 0;

  constructor(name: string, { open, hostOf, recorder, storage }: ConsoleOptions) {
    this.#open = open;
    this.#hostOf = hostOf;
    this.#recorder = recorder;
    this.#storage = storage;
    this.store = createStore(() => ({
      name,
      entries: [],
      history: historyIn(storage),
      variables: new Map(),
      isWaiting: false,
      pid: null,
      lost: undefined,
    }));
  }

  /** The name of its process. */
  get name(): string {
    return this.store.getState().name;
  }

  /** What was done in its process so far. */
  get recorded(): RecordedProgram {
    return { name: this.name, steps: this.#recorded };
  }

  /** Names the process, before it has begun. */
  rename(name: string): void {
    if (this.store.getState().pid === null) this.store.setState({ name });
  }

  /** Makes the calls of a line. Does nothing while one waits. */
  async run(text: string): Promise<void> {
    const { isWaiting } = this.store.getState();
    if (isWaiting || text.trim() === "") return;
    this.#keepInHistory(text);
    const entry = this.#add(text);
    const { steps, problem } = this.#read(text);
    if (problem !== undefined) {
      this.#change(entry, { state: "failed", error: `SyntaxError: ${problem}` });
      return;
    }
    const interrupting = new AbortController();
    this.#interrupting = interrupting;
    const number = this.#number;
    this.store.setState({ isWaiting: true, lost: undefined });
    try {
      const session = await this.#started();
      const failure = await this.#runSteps(session, { text, steps, entry, signal: interrupting.signal });
      if (failure === undefined) this.#change(entry, { state: "done" });
      else if (interrupting.signal.aborted)
        this.#change(entry, { state: "interrupted", error: "KeyboardInterrupt" });
      else this.#change(entry, { state: "failed", error: describe(failure) });
    } catch (error) {
      this.#change(entry, { state: "failed", error: messageOf(error) });
      if (number === this.#number) this.#lose(messageOf(error));
    } finally {
      this.#lines += text.split("\n").length;
      if (this.#interrupting === interrupting) {
        this.#interrupting = undefined;
        this.store.setState({ isWaiting: false });
      }
    }
  }

  /** Ends the call that waits, as Ctrl+C does. */
  interrupt(): void {
    this.#interrupting?.abort(new Error("interrupted"));
  }

  /** Forgets what is on the screen. */
  clear(): void {
    this.store.setState(({ entries }) => ({ entries: entries.filter(({ state }) => state === "waiting") }));
  }

  /** Ends the process, and with it its sockets and variables; the next line begins another. */
  restart(): void {
    this.#number += 1;
    this.interrupt();
    void this.#session?.end(0).catch(() => undefined);
    this.#forget();
  }

  close(): void {
    this.restart();
  }

  #lose(message: string): void {
    this.#number += 1;
    this.#forget();
    this.store.setState({ lost: message });
  }

  #forget(): void {
    const connection = this.#connection;
    // What ends the process is still to be sent.
    setTimeout(() => connection?.close(), 200);
    this.#recorder.forget(this);
    this.#session = undefined;
    this.#connection = undefined;
    this.#recorded = [];
    this.#lines = 0;
    this.store.setState({ pid: null, variables: new Map() });
  }

  async #started(): Promise<StepSession> {
    if (this.#session !== undefined) return this.#session;
    const connection = await this.#open();
    this.#connection = connection;
    const { name } = this;
    this.#session = await StepSession.start({
      connection,
      name,
      host: this.#hostOf(),
      file: name,
      readFile: () => undefined,
      onCall: (command: CommandName) => this.#recorder.called(this, command),
      onPrint: (_stream, text) => this.#print(text),
    });
    this.store.setState({ pid: this.#session.pid });
    return this.#session;
  }

  async #runSteps(session: StepSession, line: ConsoleLine): Promise<StepFailure | undefined> {
    for (const [at, step] of line.steps.entries()) {
      const text = line.text.slice(step.offset, line.steps[at + 1]?.offset).replace(/[;\s]+$/, "");
      const after: Moment | undefined = this.#recorder.before(this);
      let result: RuntimeValue | undefined;
      const failure = await session.run({
        source: line.text,
        steps: [step],
        linesBefore: this.#lines,
        signal: line.signal,
        onResult: (value) => {
          result = value;
        },
      });
      this.#recorder.hasDone(this);
      if (result !== undefined && makesResult(step)) this.#name(session, line.entry, result);
      this.#readVariables(session);
      const isByHandOnly = step.kind === "do" && makesResult(step) && step.expression.kind !== "call";
      // What was interrupted has not ended: another run would wait as well.
      const isRecorded =
        !isByHandOnly && (failure === undefined || (!line.signal.aborted && isRaised(failure)));
      if (isRecorded)
        this.#recorded.push({
          text,
          step,
          after,
          result,
          raised: failure && (failure.errno ?? failure.exception),
        });
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  /** The last result is `_`, as in Python's own console. */
  #name(session: StepSession, entry: number, result: RuntimeValue): void {
    session.memory.variables.set("_", result);
    if (result !== null) this.#change(entry, { value: formatRuntimeValue(result) });
  }

  #readVariables(session: StepSession): void {
    const { variables, sockets } = session.memory;
    const kinds = [...variables.keys()].map(
      (name) => [name, sockets.has(name) ? "socket" : "value"] as const,
    );
    this.store.setState({ variables: new Map(kinds) });
  }

  #read(text: string): { steps: readonly Step[]; problem: string | undefined } {
    let problem: string | undefined;
    const variables = this.store.getState().variables.keys();
    const onProblem = ({ message, hint }: { message: string; hint: string | undefined }) => {
      problem ??= [message, hint].filter((part) => part !== undefined).join(". ");
    };
    return { steps: readSteps(text, onProblem, { variables }), problem };
  }

  /** Kept over a reload, and shared by all consoles: what another has added is there too. */
  #keepInHistory(text: string): void {
    const known = this.#storage === undefined ? this.store.getState().history : historyIn(this.#storage);
    const history = [...known.filter((line) => line !== text), text].slice(-MAX_ENTRIES);
    this.store.setState({ history });
    writeJson(this.#storage, HISTORY_KEY, history);
  }

  #print(text: string): void {
    const entry = this.store.getState().entries.at(-1);
    if (entry !== undefined) this.#change(entry.id, { printed: entry.printed + text });
  }

  #add(text: string): number {
    this.#ids += 1;
    const id = this.#ids;
    const entry: ConsoleEntry = {
      id,
      text,
      state: "waiting",
      printed: "",
      value: undefined,
      error: undefined,
    };
    this.store.setState(({ entries }) => ({ entries: [...entries, entry].slice(-MAX_ENTRIES) }));
    return id;
  }

  #change(id: number, change: Partial<ConsoleEntry>): void {
    this.store.setState(({ entries }) => ({
      entries: entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
    }));
  }
}

interface ConsoleLine {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly entry: number;
  readonly signal: AbortSignal;
}

/** Whether it is what the call raised: a comparison that failed is not. */
function isRaised({ exception }: StepFailure): boolean {
  return exception !== "AssertionError";
}

function describe({ exception, message, expected, actual }: StepFailure): string {
  const what = `${exception}: ${message}`;
  return expected === undefined ? what : `${what}\n  expected ${expected}\n  actual   ${actual ?? ""}`;
}

function messageOf(error: unknown): string {
  if (error instanceof CallFailure) return error.error.message;
  return error instanceof Error ? error.message : String(error);
}
