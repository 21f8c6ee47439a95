import type { CommandName } from "@sockpit/protocol";
import type { Moment } from "@sockpit/protocol/scenario";

/** A console, as far as its order among others is concerned. */
interface Ordered {
  /** Of its process. */
  readonly name: string;
}

interface Done {
  readonly console: Ordered;
  readonly call: CommandName;
  /** Which of its calls of this name it was, counted from 1. */
  readonly number: number;
  readonly order: number;
}

/** What consoles have done in which order, so that a recording does it in the same. */
export class Recorder {
  readonly #last = new Map<Ordered, Done>();
  readonly #counts = new Map<Ordered, Map<CommandName, number>>();
  /** When each console's newest step ended. */
  readonly #ended = new Map<Ordered, number>();
  #order = 0;

  /** A call of a console has succeeded. */
  called(console: Ordered, call: CommandName): void {
    const counts = this.#counts.get(console) ?? new Map<CommandName, number>();
    const number = (counts.get(call) ?? 0) + 1;
    this.#counts.set(console, counts.set(call, number));
    this.#order += 1;
    this.#last.set(console, { console, call, number, order: this.#order });
  }

  /** A step of a console has ended. */
  hasDone(console: Ordered): void {
    this.#order += 1;
    this.#ended.set(console, this.#order);
  }

  /** What another console did last, if it did anything since this one's newest step. */
  before(console: Ordered): Moment | undefined {
    const since = this.#ended.get(console) ?? 0;
    const others = [...this.#last.values()].filter((done) => done.console !== console && done.order > since);
    const newest = others.toSorted((a, b) => a.order - b.order).at(-1);
    if (newest === undefined) return undefined;
    return { program: newest.console.name, call: newest.call, number: newest.number };
  }

  /** Its process has ended, and with it what it had done. */
  forget(console: Ordered): void {
    this.#last.delete(console);
    this.#counts.delete(console);
    this.#ended.delete(console);
  }
}
