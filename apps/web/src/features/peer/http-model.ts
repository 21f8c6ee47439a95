import type { CallError } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { FrameBatch, type ScheduleFrame } from "../../shared/frame-batch.js";
import { type ExchangePhase, exchange } from "./http/exchange.js";
import { type DraftFault, type RequestDraft, writeRequest } from "./http/request.js";
import type { HttpResponse, ResponseReader } from "./http/response-reader.js";
import { callErrorOf, type PeerLab, type PeerProcess } from "./peer-process.js";

export const timeLimitsSeconds = [2, 5, 15, 60] as const;

/** An answer as far as it has come. */
export interface ShownAnswer {
  readonly raw: Uint8Array;
  readonly response: HttpResponse;
}

export type HttpState =
  | { readonly kind: "idle" }
  | { readonly kind: "underWay"; readonly phase: "starting" | ExchangePhase }
  /** `error`: what the kernel or the server refused. */
  | { readonly kind: "ended"; readonly error: CallError | undefined; readonly tookMs: number };

export interface HttpView {
  readonly draft: RequestDraft;
  readonly timeoutSeconds: number;
  readonly state: HttpState;
  /** What of the draft keeps it from being sent. */
  readonly fault: DraftFault | undefined;
  /** The request that was sent last, as it was written. */
  readonly written: Uint8Array | undefined;
  readonly answer: ShownAnswer | undefined;
}

/** Requests that a person writes, one at a time, each by a process of its own, as curl(1) is one. */
export class HttpClient {
  readonly store: StoreApi<HttpView>;
  readonly #lab: PeerLab;
  readonly #progress: FrameBatch<{ phase: ExchangePhase; reader: ResponseReader; number: number }>;
  #process: PeerProcess | undefined;
  #reader: ResponseReader | undefined;
  #startedMs = 0;
  /** Counts requests: what one that was stopped still reports is not shown. */
  #number = 0;

  constructor(lab: PeerLab, url: string, schedule?: ScheduleFrame) {
    this.#lab = lab;
    this.store = createStore(() => ({
      draft: { method: "GET", url, headers: "", body: "" },
      timeoutSeconds: 5,
      state: { kind: "idle" },
      fault: undefined,
      written: undefined,
      answer: undefined,
    }));
    this.#progress = new FrameBatch((steps) => {
      const last = steps.at(-1);
      if (last === undefined || last.number !== this.#number) return;
      this.store.setState({ state: { kind: "underWay", phase: last.phase }, answer: shown(last.reader) });
    }, schedule);
  }

  get isActive(): boolean {
    return this.store.getState().state.kind === "underWay";
  }

  change(change: Partial<RequestDraft>): void {
    this.store.setState(({ draft }) => ({ draft: { ...draft, ...change }, fault: undefined }));
  }

  setTimeLimit(timeoutSeconds: number): void {
    this.store.setState({ timeoutSeconds });
  }

  /** Sends the draft. Resolves when its answer has ended. */
  async send(): Promise<void> {
    if (this.isActive) return;
    const { draft, timeoutSeconds } = this.store.getState();
    const request = writeRequest(draft);
    if (!("bytes" in request)) {
      this.store.setState({ fault: request });
      return;
    }
    const number = ++this.#number;
    const isCurrent = () => number === this.#number;
    this.#reader = undefined;
    this.#startedMs = performance.now();
    this.store.setState({
      state: { kind: "underWay", phase: "starting" },
      fault: undefined,
      written: request.bytes,
      answer: undefined,
    });
    try {
      const process = await this.#lab.start("http");
      if (!isCurrent()) {
        process.end();
        return;
      }
      this.#process = process;
      const { reader, error } = await exchange(process, request, {
        timeoutSeconds,
        onProgress: (phase, progress) => {
          this.#reader = progress;
          this.#progress.push({ phase, reader: progress, number });
        },
      });
      if (isCurrent()) this.#end(error, reader);
    } catch (error) {
      if (isCurrent()) this.#end(callErrorOf(error), undefined);
    }
  }

  /** Ends the request with what has come of its answer. */
  stop(): void {
    if (!this.isActive) return;
    this.#reader?.end("stopped");
    this.#end(undefined, this.#reader);
  }

  close(): void {
    this.stop();
    this.#number += 1;
  }

  #end(error: CallError | undefined, reader: ResponseReader | undefined): void {
    this.#progress.clear();
    this.#number += 1;
    this.#process?.end(error === undefined ? 0 : 1);
    this.#process = undefined;
    this.store.setState({
      state: { kind: "ended", error, tookMs: performance.now() - this.#startedMs },
      answer: reader === undefined ? undefined : shown(reader),
    });
  }
}

function shown(reader: ResponseReader): ShownAnswer {
  return { raw: reader.raw, response: reader.response() };
}
