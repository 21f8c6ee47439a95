import type { Bridge } from "../bridge/bridge.js";
import type { SteppingOrder } from "../engines/engine.js";
import type { WorkingDirectory } from "../files/working-directory.js";
import { answered } from "./answers.js";
import type { MailboxReader } from "./mailbox.js";
import type {
  AskedMethod,
  BlockingReport,
  BridgeCall,
  FilesReport,
  MailboxMessage,
  Settled,
  ToldMethod,
} from "./messages.js";

interface Parts {
  mailbox: MailboxReader;
  directory: WorkingDirectory;
  post(report: BlockingReport): void;
  step(order: SteppingOrder): void;
}

/** The blocking interpreter's line to the worker that holds the connection, and everything that takes time. */
export class BlockingChannel {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get hasSignal(): boolean {
    return this.#parts.mailbox.hasSignal;
  }

  expectSignal(): void {
    this.#parts.mailbox.expectSignal();
  }

  /** Calls a method of the bridge, and blocks until it has settled. */
  ask<M extends AskedMethod>(method: M, args: Parameters<Bridge[M]>): Settled<M> {
    this.#parts.post({
      kind: "ask",
      call: { method, args } as BridgeCall & { method: M },
      files: this.files(),
    });
    for (;;) {
      const message = this.#read();
      // SAFETY: the other end answers the one question that is open with what this method of the bridge gave.
      if (message.kind === "answer") return answered(message.value) as Settled<M>;
      this.#obey(message);
    }
  }

  /** Calls a method of the bridge that gives nothing. */
  tell<M extends ToldMethod>(method: M, args: Parameters<Bridge[M]>): void {
    this.#parts.post({
      kind: "tell",
      call: { method, args } as BridgeCall & { method: M },
      files: this.files(),
    });
  }

  /** Does what has come while nothing was waited for. */
  obeyAll(): void {
    while (this.#parts.mailbox.hasMessage) this.#obey(this.#read());
  }

  /** What the program has changed. */
  files(): FilesReport {
    const { directory } = this.#parts;
    return { changes: directory.changes(), isDeferred: directory.isDeferred };
  }

  #read(): MailboxMessage {
    return this.#parts.mailbox.read() as MailboxMessage;
  }

  #obey(message: MailboxMessage): void {
    const { directory, post, step } = this.#parts;
    switch (message.kind) {
      case "step":
        step(message.order);
        break;
      case "file":
        if (message.change.kind === "put") directory.put(message.change.file);
        if (message.change.kind === "delete") directory.delete(message.change.path);
        break;
      case "look":
        post({ kind: "files", files: this.files() });
        break;
    }
  }
}
