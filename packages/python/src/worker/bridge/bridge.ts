import type { CallConnection } from "@sockpit/client";
import type { NetworkInterface, WireHost } from "@sockpit/protocol";
import type { WorkerReport } from "../../shared/messages.js";
import type { OutputFlow } from "../../shared/output-flow.js";
import type { OutputStream, ProgramFailure } from "../../shared/program.js";
import type { StepMode } from "../../shared/stepping.js";
import type { SharedFiles } from "../files/shared-files.js";
import { type Alarm, type Interrupts, SIGINT } from "../interrupts.js";
import { StandardInput } from "../standard-input.js";
import type { Stepping } from "../stepping.js";
import type { TraceWriter } from "../trace-writer.js";
import type { TurnYielder } from "../turn-yielder.js";
import type { Waits } from "../waits.js";
import { LabCalls } from "./lab-calls.js";
import { OutputText } from "./output-text.js";
import { ProgramWaits, type Waiting } from "./program-waits.js";
import { Threads } from "./threads.js";
import { TlsCalls } from "./tls-calls.js";
import { TypedLines } from "./typed-lines.js";

/** What an interpreter in this worker does where Python calls its bridge. */
export interface StackKeeper {
  /** A Python stack begins: the program's or a thread's. */
  beginStack(): void;
  /** A tick has come. */
  tickCame(): void;
}

/** The host that a program runs on with its interfaces, of which an older server says nothing, and all hosts of its lab. */
export interface PlaceOnWire {
  host: string;
  hosts: readonly WireHost[];
  interfaces: readonly NetworkInterface[];
}

export interface BridgeOptions {
  connection: CallConnection;
  pid: number;
  fileName: string;
  arguments: readonly string[];
  /** Where it runs, in a lab with a wire. */
  place: PlaceOnWire | null;
  waits: Waits;
  interrupts: Interrupts;
  turnYielder: TurnYielder;
  trace: TraceWriter;
  flow: OutputFlow;
  files: SharedFiles;
  stepping: Stepping;
  engine: StackKeeper;
  report(report: WorkerReport): void;
}

/** What a shell reports for SIGSEGV. */
const SEGMENTATION_FAULT_STATUS = 139;

/**
 * What Python calls, in `_sockpit.bridge.blocking`, `linux.signals` and `program.console`. Promises never reject, and hold
 * strings and plain objects, so that no proxy lives longer than the call. `line` is the program's, 0 where
 * there is none; `thread` is the name of the thread that waits, undefined for the main thread.
 */
export class Bridge {
  /** Python asks: threads need stacks that are parked. */
  readonly parksStacks = true;
  readonly #options: BridgeOptions;
  readonly #waits: ProgramWaits;
  readonly #lab: LabCalls;
  readonly #tls: TlsCalls;
  readonly #threads: Threads;
  readonly #lines: TypedLines;
  readonly #text = new OutputText();
  readonly #input: StandardInput;
  /** Resolves when the program ended in the midst of what it did, with its status. */
  readonly died: Promise<number>;
  #die: (status: number) => void = () => undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
    this.#input = new StandardInput((prompt, isSecret) =>
      options.report({ kind: "input", prompt, isSecret }),
    );
    const waits = new ProgramWaits(options);
    this.#waits = waits;
    this.#lab = new LabCalls({ ...options, input: this.#input, waits });
    this.#tls = new TlsCalls({ ...options, waits });
    this.#threads = new Threads({ ...options, waits });
    this.#lines = new TypedLines(this.#input, waits);
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  /** The process's number in the lab. */
  get pid(): number {
    return this.#options.pid;
  }

  /** A Python stack begins: the program's or a thread's. */
  beginStack(): void {
    this.#options.engine.beginStack();
  }

  /** The program's `sys.argv[1:]`, as JSON. */
  arguments(): string {
    return JSON.stringify(this.#options.arguments);
  }

  /** The program's host and all hosts of its lab, as JSON: null in a lab without a wire. */
  place(): string {
    return JSON.stringify(this.#options.place);
  }

  readonly call: LabCalls["call"] = (...given) => this.#lab.call(...given);
  readonly callOrInput: LabCalls["callOrInput"] = (...given) => this.#lab.callOrInput(...given);
  readonly post: LabCalls["post"] = (...given) => this.#lab.post(...given);
  readonly findSocket: LabCalls["findSocket"] = (...given) => this.#lab.findSocket(...given);
  readonly reportLookup: LabCalls["reportLookup"] = (...given) => this.#lab.reportLookup(...given);

  readonly tls: TlsCalls["ask"] = (...given) => this.#tls.ask(...given);
  readonly freeTls: TlsCalls["free"] = (...given) => this.#tls.free(...given);

  readonly spawn: Threads["spawn"] = (...given) => this.#threads.spawn(...given);
  readonly sleep: Threads["sleep"] = (...given) => this.#threads.sleep(...given);
  readonly park: Threads["park"] = (...given) => this.#threads.park(...given);
  readonly unpark: Threads["unpark"] = (...given) => this.#threads.unpark(...given);
  readonly yieldTurn: Threads["yieldTurn"] = () => this.#threads.yieldTurn();

  readonly hasInput: TypedLines["hasInput"] = () => this.#lines.hasInput();
  readonly ask: TypedLines["ask"] = (...given) => this.#lines.ask(...given);

  /** The signal that came first and was not taken yet, 0 where there is none. */
  takeSignal(): number {
    const signal = this.#options.interrupts.take();
    if (signal === SIGINT) this.#options.report({ kind: "interrupted" });
    return signal;
  }

  raiseSignal(signal: number): void {
    this.#options.interrupts.raise(signal);
  }

  tickCame(): void {
    this.#options.engine.tickCame();
  }

  isTurnOver(): boolean {
    return this.#options.interrupts.isTurnOver();
  }

  setTurn(lengthMs: number): void {
    this.#options.interrupts.turnMs = lengthMs;
  }

  setAlarm(delayMs: number, intervalMs: number): void {
    this.#options.interrupts.setAlarm(delayMs, intervalMs);
  }

  getAlarm(): Alarm {
    return this.#options.interrupts.alarm();
  }

  /** The program ends here and now: nothing of it goes on, so this never resolves. */
  die(status: number): Waiting<never> {
    this.end();
    this.#die(status);
    return { promise: new Promise(() => undefined) };
  }

  /** The interpreter cannot go on: the program ends as one that the kernel ended for a fault of its memory. */
  interpreterFailed(text: string): void {
    this.write("stderr", new TextEncoder().encode(text));
    this.end();
    this.#die(SEGMENTATION_FAULT_STATUS);
  }

  /** The program has ended: threads that are left stay where they are, as daemon threads do. */
  end(): void {
    this.#waits.end();
  }

  /** The page's answer to `ask`. */
  answer(text: string | null): void {
    this.#input.typed(text);
  }

  /** Bytes that the program printed; a character may come in two pieces. */
  write(stream: OutputStream, bytes: Uint8Array): void {
    const text = this.#text.read(stream, bytes);
    if (text === "") return;
    this.print(stream, text);
    this.#options.flow.sent();
  }

  /** Text that the program printed. */
  print(stream: OutputStream, text: string): void {
    this.#options.files.share();
    this.#options.trace.write(stream, text);
    this.#options.report({ kind: "output", stream, text });
  }

  /** The program wants a page of the web to be shown: the person decides. */
  openLink(url: string): void {
    this.#options.report({ kind: "link", url });
    this.#options.flow.sent();
  }

  /** An exception has ended the program or a part of it: `_sockpit.program.failures`. */
  failed(failureJson: string): void {
    this.#options.report({ kind: "failed", failure: JSON.parse(failureJson) as ProgramFailure });
  }

  /** A thread stands still: `_sockpit.debugger.stepping`. Resolves to how it goes on. */
  pauseAt(placeJson: string): Waiting<StepMode> {
    this.#options.trace.flush();
    return this.#waits.resumed(this.#options.stepping.pauseAt(placeJson));
  }

  /** It has gone on. */
  wentOn(): void {
    this.#options.stepping.wentOn();
  }

  untilWentOn(): Waiting<void> {
    return this.#waits.resumed(this.#options.stepping.untilWentOn());
  }
}
