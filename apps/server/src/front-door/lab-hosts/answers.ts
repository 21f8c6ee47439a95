import { CallFailure, codedFailure, type RouteDescription, routes } from "@sockpit/protocol";
import { LARGE_MESSAGE_BYTES } from "../../between/large-messages.js";
import {
  type FromLabHost,
  type LabHostRequest,
  PIECE_BYTES,
  type ToLabHost,
} from "../../between/messages.js";
import { type Deadline, startDeadline } from "../deadline.js";

/** A lab host that works answers, or says that it is at it, within a turn of its event loop. */
const ANSWER_DEADLINE_MS = 5000;

/** The body of an answer. Pieces come as they are read: a reader that stops costs no more than a window of them. */
export type Answer =
  | { readonly kind: "whole"; readonly body: string | Uint8Array }
  | { readonly kind: "pieces"; readonly pieces: AsyncIterableIterator<Uint8Array, undefined> };

type AnswerMessage = Extract<FromLabHost, { type: "accepted" | "whole" | "piece" | "end" | "failure" }>;

/** Who waits for an answer: a response, which is closed when it is over or its reader has gone. */
export interface Caller {
  readonly destroyed: boolean;
  once(event: "close", listener: () => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

interface LabHostLine {
  post(message: ToLabHost): void;
  /** A large body, of the request with this number. */
  sendBody(id: number, bytes: Uint8Array): void;
}

/** What has been asked of one lab host and is not answered to its end. */
export class Answers {
  readonly #line: LabHostLine;
  readonly #byId = new Map<number, IncomingAnswer>();
  #lastId = 0;

  /** `sendBody` takes the memory of the bytes. */
  constructor(line: LabHostLine) {
    this.#line = line;
  }

  /**
   * Asks; resolves with the beginning of the answer. Rejects with the lab host's failure, `lab_host_silent` or
   * `lab_host_lost`, as does reading on. Where the caller goes before it begins, what waits in the kernel is interrupted.
   * `onTaken` is called when the lab host has taken the request, or never will; maybe more than once.
   */
  ask(request: LabHostRequest, caller?: Caller, onTaken?: () => void): Promise<Answer> {
    this.#lastId += 1;
    const id = this.#lastId;
    const cancel = () => this.#line.post({ type: "cancel", id });
    const answer = new IncomingAnswer(request, {
      post: (message) => this.#line.post({ ...message, id }),
      begun: () => caller?.off("close", cancel),
      ended: () => this.#byId.delete(id),
      taken: () => onTaken?.(),
    });
    this.#byId.set(id, answer);
    this.#postRequest(id, request);
    caller?.once("close", cancel);
    if (caller?.destroyed === true) cancel();
    return answer.begun;
  }

  #postRequest(id: number, request: LabHostRequest): void {
    const body = "body" in request ? request.body : undefined;
    if (body === undefined || body.length <= LARGE_MESSAGE_BYTES) {
      this.#line.post({ type: "request", id, request });
      return;
    }
    const bodyless = { ...request, body: new Uint8Array() } as LabHostRequest;
    this.#line.post({ type: "request", id, request: bodyless, bodyBytes: body.length });
    this.#line.sendBody(id, body);
  }

  receive(message: AnswerMessage): void {
    this.#byId.get(message.id)?.receive(message);
  }

  /** The lab host has ended. */
  end(failure: CallFailure): void {
    for (const answer of this.#byId.values()) answer.fail(failure);
  }
}

interface AnswerHooks {
  post(message: { type: "credit"; bytes: number } | { type: "cancel" }): void;
  begun(): void;
  ended(): void;
  taken(): void;
}

type ReadResult = IteratorResult<Uint8Array, undefined>;

/** One answer on its way, and its reader. */
class IncomingAnswer implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly begun: Promise<Answer>;
  readonly #hooks: AnswerHooks;
  /** A socket call may wait in the kernel, and a follower for an event, as long as their reader stays. */
  readonly #mayWait: boolean;
  readonly #pieces: Uint8Array[] = [];
  #begin: { resolve(answer: Answer): void; reject(error: unknown): void } | undefined;
  #reader: { resolve(result: ReadResult): void; reject(error: unknown): void } | undefined;
  #state: { kind: "open" } | { kind: "ended" } | { kind: "failed"; error: unknown } = { kind: "open" };
  #deadline: Deadline | undefined;
  /** Bytes that were taken, and are not yet posted to the lab host. */
  #takenBytes = 0;
  #lastPieceBytes = 0;

  constructor(request: LabHostRequest, hooks: AnswerHooks) {
    this.#hooks = hooks;
    const { duration }: RouteDescription = routes[request.do];
    const waits = request.do === "trace" && request.query.wait > 0;
    this.#mayWait = duration === "call" || duration === "feed" || waits;
    this.begun = new Promise((resolve, reject) => {
      this.#begin = { resolve, reject };
    });
    this.#expectMessage();
  }

  receive(message: AnswerMessage): void {
    this.#deadline?.clear();
    this.#hooks.taken();
    if (message.type === "failure") this.fail(new CallFailure(message.error));
    else if (message.type === "whole") this.#start({ kind: "whole", body: message.body });
    else if (message.type === "accepted" && !this.#mayWait) this.#expectMessage();
    else if (message.type === "piece") this.#add(message.bytes);
    if (message.type === "whole" || message.type === "end") this.#end();
  }

  fail(error: unknown): void {
    if (this.#state.kind !== "open") return;
    this.#deadline?.clear();
    this.#state = { kind: "failed", error };
    this.#hooks.ended();
    this.#hooks.begun();
    this.#hooks.taken();
    this.#begin?.reject(error);
    this.#reader?.reject(error);
    this.#reader = undefined;
  }

  /** The next piece. That it is asked for says that the last one has been taken. */
  next(): Promise<ReadResult> {
    this.#takenBytes += this.#lastPieceBytes;
    this.#lastPieceBytes = 0;
    const piece = this.#pieces.shift();
    if (piece !== undefined) {
      this.#lastPieceBytes = piece.length;
      this.#giveCredit();
      return Promise.resolve({ done: false, value: piece });
    }
    if (this.#state.kind === "failed") return Promise.reject(this.#state.error);
    if (this.#state.kind === "ended") return Promise.resolve({ done: true, value: undefined });
    this.#giveCredit();
    if (!this.#mayWait) this.#expectMessage();
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  /** The reader wants no more: also where it waits for the next piece. */
  return(): Promise<ReadResult> {
    if (this.#state.kind === "open") this.#hooks.post({ type: "cancel" });
    this.#pieces.length = 0;
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #add(piece: Uint8Array): void {
    this.#start({ kind: "pieces", pieces: this });
    if (this.#reader === undefined) {
      this.#pieces.push(piece);
      return;
    }
    this.#lastPieceBytes = piece.length;
    this.#reader.resolve({ done: false, value: piece });
    this.#reader = undefined;
  }

  #start(answer: Answer): void {
    this.#hooks.begun();
    this.#begin?.resolve(answer);
    this.#begin = undefined;
  }

  #end(): void {
    if (this.#state.kind !== "open") return;
    this.#deadline?.clear();
    this.#state = { kind: "ended" };
    this.#hooks.ended();
    this.#start({ kind: "whole", body: "" });
    this.#reader?.resolve({ done: true, value: undefined });
    this.#reader = undefined;
  }

  #giveCredit(): void {
    if (this.#takenBytes < PIECE_BYTES || this.#state.kind !== "open") return;
    this.#hooks.post({ type: "credit", bytes: this.#takenBytes });
    this.#takenBytes = 0;
  }

  #expectMessage(): void {
    this.#deadline?.clear();
    this.#deadline = startDeadline(ANSWER_DEADLINE_MS, () => {
      this.#hooks.post({ type: "cancel" });
      this.fail(codedFailure("lab_host_silent", "The lab host did not answer in time. Try again."));
    });
  }
}
