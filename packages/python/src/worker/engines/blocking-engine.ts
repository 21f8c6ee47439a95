import type { FileChange } from "../../shared/file-change.js";
import type { InterpreterAssets } from "../../shared/messages.js";
import type { ProgramFile } from "../../shared/program-file.js";
import { sendable } from "../blocking/answers.js";
import { MailboxWriter, mailboxMemory } from "../blocking/mailbox.js";
import type {
  BlockingReport,
  BlockingRequest,
  BridgeCall,
  FilesReport,
  MailboxMessage,
} from "../blocking/messages.js";
import type { Bridge } from "../bridge/bridge.js";
import type { Directory } from "../files/shared-files.js";
import type { StartedWorker, WorkerHost } from "../host.js";
import type { Engine, EngineRun, SteppingOrder } from "./engine.js";

/** An interpreter in a worker of its own, which blocks while Python waits: this worker does everything that takes time. */
export class BlockingEngine implements Engine {
  readonly holdsOutput = false;
  readonly directory: Directory;
  readonly #worker: StartedWorker;
  readonly #mailbox: MailboxWriter;
  readonly #files: RemoteDirectory;
  #onReport: (report: BlockingReport) => void = () => undefined;
  #onFilesFound: () => void = () => undefined;

  private constructor(worker: StartedWorker, memory: SharedArrayBuffer) {
    this.#worker = worker;
    this.#mailbox = new MailboxWriter(memory);
    this.#files = new RemoteDirectory((message) => this.#mailbox.send(message));
    this.directory = this.#files;
    worker.onMessage((message) => {
      const report = message as BlockingReport;
      if (report.kind === "more") this.#mailbox.fill();
      else this.#onReport(report);
    });
  }

  /** Starts the interpreter. Rejects where it does not start. */
  static async start(
    host: WorkerHost,
    assets: InterpreterAssets,
    snapshot: Uint8Array | null,
  ): Promise<BlockingEngine> {
    const memory = mailboxMemory();
    const engine = new BlockingEngine(host.startBlockingWorker(), memory);
    await new Promise<void>((resolve, reject) => {
      engine.#worker.onError((message) => reject(new Error(message)));
      engine.#onReport = (report) => {
        if (report.kind === "ready") resolve();
        if (report.kind === "bootFailed") reject(new Error(report.message));
      };
      engine.#send({ kind: "boot", assets, snapshot, memory });
    });
    return engine;
  }

  run({ bridge, name, source, handledOutputs }: EngineRun): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#worker.onError((message) => reject(new Error(message)));
      this.#onReport = (report) => {
        if ("files" in report) this.#files.found(report.files);
        if (report.kind === "files" && report.files.changes.length > 0) this.#onFilesFound();
        if (report.kind === "tell") void perform(bridge, report.call);
        if (report.kind === "ask") void this.#answer(bridge, report.call);
        if (report.kind === "ended") resolve(report.status);
        if (report.kind === "crashed") reject(new Error(report.message));
      };
      const facts = { pid: bridge.pid, arguments: bridge.arguments(), place: bridge.place() };
      this.#send({ kind: "run", facts, name, source, handledOutputs });
    });
  }

  step(order: SteppingOrder): void {
    this.#mailbox.send({ kind: "step", order } satisfies MailboxMessage);
  }

  setPending(hasPending: boolean): void {
    this.#mailbox.setSignal(hasPending);
  }

  onFilesFound(listener: () => void): void {
    this.#onFilesFound = listener;
  }

  /** The interpreter's own worker does this. */
  beginStack(): void {}

  /** The interpreter's own worker does this. */
  tickCame(): void {}

  async #answer(bridge: Bridge, call: BridgeCall): Promise<void> {
    const value = await perform(bridge, call);
    this.#mailbox.send({ kind: "answer", value: sendable(value) } satisfies MailboxMessage);
  }

  #send(request: BlockingRequest): void {
    this.#worker.post(request);
  }
}

/** Calls a method of the bridge, and waits for what it waits for. */
async function perform(bridge: Bridge, { method, args }: BridgeCall): Promise<unknown> {
  // SAFETY: a `BridgeCall` holds the arguments of its method.
  const result = (bridge[method] as (...given: unknown[]) => unknown)(...args);
  return isWaiting(result) ? result.promise : result;
}

function isWaiting(value: unknown): value is { promise: Promise<unknown> } {
  return typeof value === "object" && value !== null && "promise" in value;
}

/** The working directory of an interpreter in another worker, which reports its changes with everything that it asks. */
class RemoteDirectory implements Directory {
  readonly #send: (message: MailboxMessage) => void;
  #changes: FileChange[] = [];
  #isDeferred = false;
  #isLookedFor = false;

  constructor(send: (message: MailboxMessage) => void) {
    this.#send = send;
  }

  get isDeferred(): boolean {
    return this.#isDeferred;
  }

  put(file: ProgramFile): void {
    this.#send({ kind: "file", change: { kind: "put", file } });
  }

  delete(path: string): void {
    this.#send({ kind: "file", change: { kind: "delete", path } });
  }

  /** Those that were reported. Changes that were left out then are asked for, and come later. */
  changes(): FileChange[] {
    const changes = this.#changes;
    this.#changes = [];
    if (changes.length === 0 && this.#isDeferred && !this.#isLookedFor) {
      this.#isLookedFor = true;
      this.#send({ kind: "look" });
    }
    return changes;
  }

  found({ changes, isDeferred }: FilesReport): void {
    this.#changes.push(...changes);
    this.#isDeferred = isDeferred;
    this.#isLookedFor = false;
  }
}
