import type { CallError } from "@sockpit/protocol";
import { formatEndpoint } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { FrameBatch, type ScheduleFrame } from "../../shared/frame-batch.js";
import { Conversation, type ConversationPlan } from "./conversation.js";
import { callErrorOf, type PeerLab, type PeerProcess } from "./peer-process.js";
import { emptyTranscript, type Transcript, withEntries } from "./transcript.js";
import { type LineEnd, lineBytes } from "./typed-bytes.js";

/**
 * `starting`: before it listens. `open`: `isSending` until Ctrl+D, `isReceiving` until the other side has finished. `ended`: with what went wrong, if
 * something did.
 */
export type TerminalState =
  | { readonly kind: "idle" }
  | { readonly kind: "starting" | "connecting" | "listening"; readonly address: string }
  | {
      readonly kind: "open";
      readonly address: string;
      readonly isSending: boolean;
      readonly isReceiving: boolean;
    }
  | { readonly kind: "ended"; readonly address: string; readonly error: CallError | undefined };

export interface TerminalView {
  readonly state: TerminalState;
  readonly transcript: Transcript;
  /** Lines that were sent, oldest first: for ↑. */
  readonly history: readonly string[];
}

/** Lines that ↑ finds. */
const MAX_HISTORY = 100;

type Added = Parameters<typeof withEntries>[1][number];

/** A conversation by hand, as nc(1) has it: a process of its own from its beginning to its end. */
export class Terminal {
  readonly store: StoreApi<TerminalView> = createStore(() => ({
    state: { kind: "idle" },
    transcript: emptyTranscript,
    history: [],
  }));
  readonly #lab: PeerLab;
  readonly #added: FrameBatch<Added>;
  #conversation: Conversation | undefined;
  #process: PeerProcess | undefined;
  /** Counts conversations: what one that is over still reports is not shown. */
  #number = 0;

  constructor(lab: PeerLab, schedule?: ScheduleFrame) {
    this.#lab = lab;
    this.#added = new FrameBatch<Added>((added) => {
      this.store.setState(({ transcript }) => ({ transcript: withEntries(transcript, added) }));
    }, schedule);
  }

  get isActive(): boolean {
    const { kind } = this.store.getState().state;
    return kind !== "idle" && kind !== "ended";
  }

  /** Connects, or waits for who connects. Resolves when no more is received. Does nothing while a conversation is under way. */
  async start(plan: ConversationPlan): Promise<void> {
    if (this.isActive) return;
    const number = ++this.#number;
    const isCurrent = () => number === this.#number;
    const address = formatEndpoint({ host: plan.host, port: plan.port }) ?? "";
    this.#set({ kind: plan.isListening ? "starting" : "connecting", address });
    try {
      const process = await this.#lab.start("nc");
      if (!isCurrent()) {
        process.end();
        return;
      }
      this.#process = process;
      this.#conversation = new Conversation(process, {
        onListening: (local) => isCurrent() && this.#set({ kind: "listening", address: local }),
        onOpen: (peer) => isCurrent() && this.#opened(peer, plan.isListening),
        onReceived: (bytes, from) => {
          if (isCurrent())
            this.#added.push({ kind: "received", bytes, ...(from === undefined ? {} : { from }) });
        },
        onRefused: () => isCurrent() && this.#added.push({ kind: "note", note: "refused" }),
        onFinished: () => isCurrent() && this.#finished(),
      });
      await this.#conversation.run(plan);
    } catch (error) {
      if (isCurrent()) this.#end(callErrorOf(error));
    }
  }

  sendLine(text: string, end: LineEnd): void {
    if (text !== "") {
      this.store.setState(({ history }) => ({
        history: [...history.filter((line) => line !== text), text].slice(-MAX_HISTORY),
      }));
    }
    this.send(lineBytes(text, end));
  }

  /** Sends bytes after those that are still on their way. */
  send(bytes: Uint8Array<ArrayBuffer>): void {
    const { state } = this.store.getState();
    if (state.kind !== "open" || !state.isSending) return;
    this.#added.push({ kind: "sent", bytes });
    const number = this.#number;
    this.#conversation?.send(bytes).catch((error: unknown) => {
      if (number === this.#number) this.#end(callErrorOf(error));
    });
  }

  /** Ctrl+D: nothing more is sent, and what comes is still received. Ends where nothing comes any more. */
  halfClose(): void {
    const { state } = this.store.getState();
    if (state.kind !== "open" || !state.isSending) return;
    this.#set({ ...state, isSending: false });
    this.#added.push({ kind: "note", note: "halfClosed" });
    this.#conversation?.halfClose().catch(() => undefined);
    if (!state.isReceiving) this.close();
  }

  close(): void {
    if (this.isActive) this.#end(undefined);
  }

  clear(): void {
    this.#added.flush();
    this.store.setState({ transcript: emptyTranscript });
  }

  #opened(peer: string, isAccepted: boolean): void {
    this.#set({ kind: "open", address: peer, isSending: true, isReceiving: true });
    this.#added.push({ kind: "note", note: isAccepted ? "accepted" : "connected", text: peer });
  }

  #finished(): void {
    const { state } = this.store.getState();
    if (state.kind !== "open") return;
    this.#added.push({ kind: "note", note: "finished" });
    this.#set({ ...state, isReceiving: false });
    if (!state.isSending) this.close();
  }

  #end(error: CallError | undefined): void {
    this.#number += 1;
    const { state } = this.store.getState();
    const address = "address" in state ? state.address : "";
    this.#process?.end(error === undefined ? 0 : 1);
    this.#process = undefined;
    this.#conversation = undefined;
    if (state.kind === "open")
      this.#added.push({ kind: "note", note: error === undefined ? "closed" : "lost" });
    this.#added.flush();
    this.#set({ kind: "ended", address, error });
  }

  #set(state: TerminalState): void {
    this.store.setState({ state });
  }
}
