import { OutputFlow } from "../../shared/output-flow.js";
import type { OutputStream } from "../../shared/program.js";
import type { Bridge } from "../bridge/bridge.js";
import { OutputText } from "../bridge/output-text.js";
import type { BlockingChannel } from "./blocking-channel.js";
import type { AskedMethod, BridgeFacts, Settled, ToldMethod } from "./messages.js";

/** A wait that is over already: Python finds what it resolved to where a promise would be. */
interface Done<T> {
  readonly promise: T;
}

interface Parts {
  channel: BlockingChannel;
  facts: BridgeFacts;
  handledOutputs: Int32Array | null;
  beginStack(): void;
  tickCame(): void;
}

type Asked<M extends AskedMethod> = (...args: Parameters<Bridge[M]>) => Done<Settled<M>>;
type AskedNow<M extends AskedMethod> = (...args: Parameters<Bridge[M]>) => Settled<M>;
type Told<M extends ToldMethod> = (...args: Parameters<Bridge[M]>) => void;

/**
 * What Python calls where it cannot park its stack: the methods of `Bridge`, which is in another worker. Each that waits
 * blocks this worker until its answer is here.
 */
export class BlockingBridge {
  /** Python asks: threads need stacks that are parked. */
  readonly parksStacks = false;
  readonly #parts: Parts;
  readonly #text = new OutputText();
  readonly #flow: OutputFlow;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#flow = new OutputFlow({
      handled: parts.handledOutputs,
      isInterrupted: () => parts.channel.hasSignal,
    });
  }

  get pid(): number {
    return this.#parts.facts.pid;
  }

  arguments(): string {
    return this.#parts.facts.arguments;
  }

  place(): string {
    return this.#parts.facts.place;
  }

  beginStack(): void {
    this.#parts.beginStack();
  }

  tickCame(): void {
    this.#parts.tickCame();
  }

  /** There are no other threads. */
  isTurnOver(): boolean {
    return false;
  }

  setTurn(): void {}

  readonly call = this.#asked("call");
  readonly callOrInput = this.#asked("callOrInput");
  readonly findSocket = this.#asked("findSocket");
  readonly tls = this.#asked("tls");
  readonly sleep = this.#asked("sleep");
  readonly park = this.#asked("park");
  readonly yieldTurn = this.#asked("yieldTurn");
  readonly ask = this.#asked("ask");
  readonly die = this.#asked("die");
  readonly pauseAt = this.#asked("pauseAt");
  readonly untilWentOn = this.#asked("untilWentOn");

  readonly hasInput = this.#askedNow("hasInput");
  readonly getAlarm = this.#askedNow("getAlarm");
  readonly reportLookup = this.#askedNow("reportLookup");

  readonly post = this.#told("post");
  readonly freeTls = this.#told("freeTls");
  readonly unpark = this.#told("unpark");
  readonly setAlarm = this.#told("setAlarm");
  readonly failed = this.#told("failed");
  readonly interpreterFailed = this.#told("interpreterFailed");
  readonly wentOn = this.#told("wentOn");

  takeSignal(): number {
    return this.#parts.channel.hasSignal ? this.#parts.channel.ask("takeSignal", []) : 0;
  }

  raiseSignal(signal: number): void {
    this.#parts.channel.expectSignal();
    this.#parts.channel.tell("raiseSignal", [signal]);
  }

  write(stream: OutputStream, bytes: Uint8Array): void {
    const text = this.#text.read(stream, bytes);
    if (text === "") return;
    this.#parts.channel.tell("print", [stream, text]);
    this.#flow.sent();
  }

  openLink(url: string): void {
    this.#parts.channel.tell("openLink", [url]);
    this.#flow.sent();
  }

  #asked<M extends AskedMethod>(method: M): Asked<M> {
    return (...args) => ({ promise: this.#parts.channel.ask(method, args) });
  }

  #askedNow<M extends AskedMethod>(method: M): AskedNow<M> {
    return (...args) => this.#parts.channel.ask(method, args);
  }

  #told<M extends ToldMethod>(method: M): Told<M> {
    return (...args) => this.#parts.channel.tell(method, args);
  }
}
