import type { LabKey } from "@sockpit/client";
import type { ErrorCode } from "@sockpit/protocol";
import type { FileChange } from "./file-change.js";
import type { ProgramFile } from "./program-file.js";
import type { Breakpoints, PausePlace, StepMode, SteppingStart } from "./stepping.js";

export type OutputStream = "stdout" | "stderr";

/** How a program ended. `lost`: its lab, its connection or its interpreter went away under it. */
export interface ProgramEnd {
  status: number;
  reason: "exited" | "terminated" | "lost";
  message?: string;
  /** What the message says, where it is the server or the connection that says it. */
  code?: ErrorCode;
}

/**
 * An exception that ended the program, a thread of it or a task of asyncio. It describes what lies behind it: what it was
 * raised from, the first of a group.
 */
export interface ProgramFailure {
  where: "main" | "thread" | "task" | "request";
  /** The name of the thread that it ended; null for the main thread. */
  thread: string | null;
  /** "ConnectionRefusedError" */
  type: string;
  /** The classes that it is derived from, the nearest first: "ConnectionError", "OSError" … */
  bases: readonly string[];
  message: string;
  /** "ECONNREFUSED", "EAI_NONAME"; null where it has none. */
  errno: string | null;
  /** Of an ImportError: the module that it is about. */
  module: string | null;
  /** Lines of the program's own file that were being executed, the innermost last; of a SyntaxError where it is. */
  lines: readonly number[];
}

/** Shorter waits are not reported: nobody could see them, and a program may make thousands in a second. */
export const TOLD_AFTER_MS = 50;

/** A wait of a program that is no socket call, which the lab knows nothing of. */
export interface ProgramWait {
  /** Counts up in each run. */
  id: number;
  /** `lock`: for another thread. */
  what: "sleep" | "input" | "lock";
  /** Of the program's own file; 0 where none of it is being executed: its main thread is over, and others are not. */
  line: number;
  /** Null for the main thread. */
  thread: string | null;
}

export interface PythonProgramOptions {
  /** File name, "server.py": the process's name, the traceback's file name, `sys.argv[0]`. */
  name: string;
  /** What its process is called, where it is not the file's name: one of several runs of a program. */
  processName?: string;
  /** The host that it runs on, in a lab with a wire; the lab's first without. */
  host?: string | undefined;
  source: string;
  /** `sys.argv[1:]`. */
  arguments?: readonly string[];
  /** What lies in the working directory as the program starts: other programs to import, files to read. */
  files?(): readonly ProgramFile[];
  /** The program has changed files. Gives those changes that other programs are to see. */
  onFiles?(changes: readonly FileChange[]): readonly FileChange[];
  /** Where the lab is. */
  baseUrl: string;
  key: LabKey;
  /** Whether it stops, and where; it runs through without. */
  stepping?: SteppingStart;
  onStarted(pid: number): void;
  /** What the program printed, as it happens; a piece may end in the middle of a line. */
  onOutput(stream: OutputStream, text: string): void;
  /** The program wants a line of standard input, and may go on meanwhile: answer with `program.answer`. */
  onInput(prompt: string, isSecret?: boolean): void;
  /** The program wants a page of the web to be shown: an http or https address. */
  onLink?(url: string): void;
  /** An exception has ended the program, and its end will follow, or a thread or task, and the others go on. */
  onFailed?(failure: ProgramFailure): void;
  /** The program has waited for `TOLD_AFTER_MS` in something that is no socket call. */
  onWait?(wait: ProgramWait): void;
  /** The wait with this id is over. One that the program's end cuts short is not told of. */
  onWaited?(id: number): void;
  /** A thread stands still: `program.resume` lets it go on. */
  onPaused?(place: PausePlace): void;
  /** After `stop`: the program has caught KeyboardInterrupt and goes on. `program.kill` would end it. */
  onStopCaught?(): void;
  /** Called exactly once; no other callback comes after it. */
  onEnded(end: ProgramEnd): void;
}

/** `waiting`: for Python to be loaded. `paused`: at a breakpoint or after a step. */
export type ProgramState = "waiting" | "running" | "waitingInput" | "paused" | "stopping" | "ended";

/** A program that was run. */
export interface PythonProgram {
  readonly state: ProgramState;
  /** Gives the line that the program asked for; null is end of file. Ignored while the program does not ask. */
  answer(text: string | null): void;
  /** Lets the program go on from where it stands still. Ignored while it does not. */
  resume(mode: StepMode): void;
  /** Stops the program at the next line that it comes to. A program that computes hears of it when it next waits. */
  pause(): void;
  /** Replaces the breakpoints. As with `pause`, a program that computes hears of it later. */
  setBreakpoints(breakpoints: Breakpoints): void;
  /** KeyboardInterrupt where the program stands. One that does not hear of it soon is ended by force. */
  stop(): void;
  /** Ends the program by force, as SIGKILL does. Resolves when it has ended. */
  kill(): Promise<void>;
}
