import type { Breakpoints, SteppingStart } from "../../shared/stepping.js";
import type { Bridge, StackKeeper } from "../bridge/bridge.js";
import type { Directory } from "../files/shared-files.js";
import type { Interrupts } from "../interrupts.js";

/** What is asked of `_sockpit.debugger.stepping`. */
export type SteppingOrder =
  | { kind: "configure"; stepping: SteppingStart }
  | { kind: "breakpoints"; breakpoints: Breakpoints }
  | { kind: "pause" }
  | { kind: "release" };

export interface EngineRun {
  bridge: Bridge;
  interrupts: Interrupts;
  name: string;
  source: string;
  /** Counts, in shared memory, the output messages that the page has taken; null where memory is not shared. */
  handledOutputs: Int32Array | null;
}

/**
 * The interpreter of one program, and how it waits: the one thing that differs between the two is whether a wait parks the
 * Python stack (JSPI) or blocks the worker that Python runs in.
 */
export interface Engine extends StackKeeper {
  /** The interpreter's working directory. */
  readonly directory: Directory;
  /** Whether output is held up in the worker in which the bridge is, when the page is far behind. */
  readonly holdsOutput: boolean;
  /** Runs the program to its end and gives its exit status. */
  run(run: EngineRun): Promise<number>;
  step(order: SteppingOrder): void;
  /** A signal waits to be taken, or none does any more. */
  setPending(hasPending: boolean): void;
  /** Calls back when changes of files were found that nobody had asked for. */
  onFilesFound(listener: () => void): void;
}
