import type { FileChange } from "../../shared/file-change.js";
import type { InterpreterAssets } from "../../shared/messages.js";
import type { Bridge } from "../bridge/bridge.js";
import type { Waiting } from "../bridge/program-waits.js";
import type { SteppingOrder } from "../engines/engine.js";

/** Methods of the bridge that the blocked interpreter waits for. */
const asked = [
  "call",
  "callOrInput",
  "findSocket",
  "reportLookup",
  "tls",
  "sleep",
  "park",
  "yieldTurn",
  "hasInput",
  "ask",
  "takeSignal",
  "getAlarm",
  "die",
  "pauseAt",
  "untilWentOn",
] as const;

/** Those that answer nothing. */
const told = [
  "post",
  "freeTls",
  "unpark",
  "raiseSignal",
  "setAlarm",
  "print",
  "openLink",
  "failed",
  "interpreterFailed",
  "wentOn",
] as const;

export type AskedMethod = (typeof asked)[number];
export type ToldMethod = (typeof told)[number];

type CallOf<M extends AskedMethod | ToldMethod> = { [K in M]: { method: K; args: Parameters<Bridge[K]> } }[M];

export type BridgeCall = CallOf<AskedMethod | ToldMethod>;

/** What a method gives, once it has settled. */
export type Settled<M extends AskedMethod> = Waited<ReturnType<Bridge[M]>>;

type Waited<R> = R extends Waiting<infer T> ? T : R;

/** What the program has changed in its working directory since the last report, and whether it left changes out. */
export interface FilesReport {
  changes: readonly FileChange[];
  isDeferred: boolean;
}

/** To the worker of a blocking interpreter, while it does not run a program. */
export type BlockingRequest =
  | { kind: "boot"; assets: InterpreterAssets; snapshot: Uint8Array | null; memory: SharedArrayBuffer }
  | { kind: "run"; facts: BridgeFacts; name: string; source: string; handledOutputs: Int32Array | null };

/** What the bridge never changes. */
export interface BridgeFacts {
  pid: number;
  /** `sys.argv[1:]`, as JSON. */
  arguments: string;
  /** `PlaceOnWire` or null, as JSON. */
  place: string;
}

/** From the worker of a blocking interpreter. */
export type BlockingReport =
  | { kind: "ready" }
  | { kind: "bootFailed"; message: string }
  /** The mailbox has room again. */
  | { kind: "more" }
  /** The answer comes through the mailbox. */
  | { kind: "ask"; call: CallOf<AskedMethod>; files: FilesReport }
  | { kind: "tell"; call: CallOf<ToldMethod>; files: FilesReport }
  | { kind: "files"; files: FilesReport }
  | { kind: "ended"; status: number; files: FilesReport }
  /** The interpreter has failed. */
  | { kind: "crashed"; message: string };

/** Through the mailbox. */
export type MailboxMessage =
  | { kind: "answer"; value: unknown }
  | { kind: "step"; order: SteppingOrder }
  | { kind: "file"; change: FileChange }
  /** Report what has changed. */
  | { kind: "look" };
