import type { LabKey } from "@sockpit/client";
import type { FileChange } from "./file-change.js";
import type { OutputStream, ProgramEnd, ProgramFailure, ProgramWait } from "./program.js";
import type { ProgramFile } from "./program-file.js";
import type { Breakpoints, PausePlace, StepMode, SteppingStart } from "./stepping.js";

/** What the page has downloaded and every interpreter is made from. */
export interface InterpreterAssets {
  /** Absolute, with a closing slash. */
  assetsUrl: string;
  wasm: WebAssembly.Module;
  /** The start of its archive; in memory that workers share, where the page is cross-origin isolated. */
  standardLibrary: Uint8Array;
  /** Absolute: our Python package, as one archive. Its digest is in its name. */
  runtimeUrl: string;
}

/** Memory that the page and one worker share, where the page is cross-origin isolated. */
export interface SharedControl {
  /** One byte: 2 asks for KeyboardInterrupt (Pyodide's interrupt buffer). */
  interrupt: Uint8Array;
  /** One number: output messages that the page has handled. */
  handledOutputs: Int32Array;
  /** One number: batches of file changes that programs of the page have announced. */
  announcedFiles: Int32Array;
}

export interface RunRequest {
  kind: "run";
  name: string;
  /** Where the process is called something else than the file. */
  processName: string;
  /** The host that it runs on, in a lab with a wire; null for the lab's first. */
  host: string | null;
  source: string;
  arguments: readonly string[];
  files: readonly ProgramFile[];
  /** Batches of file changes that are in `files`. */
  handledFiles: number;
  baseUrl: string;
  key: LabKey;
  shared: SharedControl | null;
  /** Whether the page wants to hear each line where the program comes to stand. */
  stepping: SteppingStart;
}

/** How a program waits: its Python stack is parked (JSPI), or its worker blocks in Atomics.wait. */
export type EngineKind = "jspi" | "atomics";

/** Page to worker. */
export type WorkerRequest =
  | { kind: "boot"; engine: EngineKind; assets: InterpreterAssets; snapshot: Uint8Array | null }
  /** Give the memory of an interpreter that is ready, and close. */
  | { kind: "snapshot"; engine: EngineKind; assets: InterpreterAssets }
  | RunRequest
  | { kind: "answer"; text: string | null }
  | { kind: "files"; changes: readonly FileChange[]; handled: number }
  /** Go on after a pause. */
  | { kind: "resume"; mode: StepMode }
  /** Pause at the next line. */
  | { kind: "pause" }
  | { kind: "breakpoints"; breakpoints: Breakpoints }
  | { kind: "stop" };

/** Worker to page. */
export type WorkerReport =
  | { kind: "ready" }
  | { kind: "snapshot"; snapshot: Uint8Array }
  | { kind: "bootFailed"; message: string }
  | { kind: "started"; pid: number }
  | { kind: "output"; stream: OutputStream; text: string }
  | { kind: "input"; prompt: string; isSecret: boolean }
  /** The program wants a page of the web to be shown. */
  | { kind: "link"; url: string }
  | { kind: "files"; changes: readonly FileChange[] }
  /** Python takes the SIGINT that `stop` sent. */
  | { kind: "interrupted" }
  | { kind: "failed"; failure: ProgramFailure }
  /** Waits that last and are no socket call: _sockpit.bridge.blocking. */
  | { kind: "waits"; wait: ProgramWait }
  | { kind: "waited"; id: number }
  /** A thread stands still, until `resume`. */
  | { kind: "paused"; place: PausePlace }
  | { kind: "ended"; end: ProgramEnd };
