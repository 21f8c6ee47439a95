import type { WireChange, WireRule, WireSettings } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { WireConfiguration } from "../../record/wire-book.js";
import { PendingChange, type Scope } from "./pending-change.js";

/** A slider that is drawn sends no more than this: each change is an event of the lab. */
const SEND_INTERVAL_MS = 150;

interface SetterOptions {
  send(change: WireChange): Promise<unknown>;
  onFailed(failure: unknown): void;
  /** Runs a callback after so many milliseconds. */
  later?(callback: () => void, ms: number): void;
}

interface SetterState {
  /** Not sent yet. */
  readonly waiting: PendingChange;
  /** Sent, and perhaps not among the lab's events yet. */
  readonly sent: PendingChange;
}

/**
 * Sets the wire as a person turns its controls: at once, then every so often, one change at a time, the last value always. What is set
 * and not yet known to be is shown as if it were.
 */
export class WireSetter {
  /** A new state at each change, so that what is drawn follows. */
  readonly store: StoreApi<SetterState> = createStore(() => ({
    waiting: new PendingChange(),
    sent: new PendingChange(),
  }));
  readonly #options: SetterOptions;
  #isPausing = false;
  #isSending = false;

  constructor(options: SetterOptions) {
    this.#options = options;
  }

  set(scope: Scope, settings: Partial<WireSettings>): void {
    const { waiting } = this.store.getState();
    waiting.set(scope, settings);
    this.#changed();
  }

  setCongestion(host: string, congestionControl: string): void {
    this.store.getState().waiting.setCongestion(host, congestionControl);
    this.#changed();
  }

  setRules(rules: readonly WireRule[]): void {
    this.store.getState().waiting.setRules(rules);
    this.#changed();
  }

  /** The wire as it is set, with what is on its way. */
  applied({ directions, rules, hosts }: WireConfiguration): WireConfiguration {
    const { waiting, sent } = this.store.getState();
    return {
      directions: directions.map((direction) => waiting.appliedTo(sent.appliedTo(direction))),
      rules: waiting.rulesAfter(sent.rulesAfter(rules)),
      hosts: hosts?.map((host) => waiting.appliedToHost(sent.appliedToHost(host))),
    };
  }

  /** The lab has said how the wire is set: what was sent is in it. */
  confirmed(): void {
    if (this.#isSending || this.store.getState().sent.isEmpty) return;
    this.store.setState({ sent: new PendingChange() });
  }

  #changed(): void {
    this.store.setState({});
    this.#flush();
  }

  #flush(): void {
    const { waiting } = this.store.getState();
    if (this.#isPausing || this.#isSending || waiting.isEmpty) return;
    this.#isSending = true;
    this.#isPausing = true;
    this.store.setState({ waiting: new PendingChange(), sent: waiting });
    const { send, onFailed, later = (callback, ms) => void setTimeout(callback, ms) } = this.#options;
    later(() => {
      this.#isPausing = false;
      this.#flush();
    }, SEND_INTERVAL_MS);
    send(waiting.change).then(
      () => this.#answered(),
      (failure: unknown) => {
        this.store.setState({ sent: new PendingChange() });
        onFailed(failure);
        this.#answered();
      },
    );
  }

  #answered(): void {
    this.#isSending = false;
    this.#flush();
  }
}
