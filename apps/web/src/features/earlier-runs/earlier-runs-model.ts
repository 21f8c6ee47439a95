import { createStore, type StoreApi } from "zustand/vanilla";
import type { EarlierRun, MissingWords } from "./earlier-run.js";
import { weigh } from "./weigh.js";

/** Earlier runs that are kept. */
const MAX_RUNS = 5;

/**
 * What they may weigh together. A run of the samples weighs 31 KiB; one of 50,000 events, the most that the page keeps of a
 * lab, 24 MiB, which is half as much again as V8 takes for it.
 */
const MAX_BYTES = 32 * 1024 * 1024;

interface EarlierRunsState<T> {
  /** The newest first. */
  runs: readonly EarlierRun[];
  /** The one that is shown in place of the present lab, and what shows it. */
  opened: { run: EarlierRun; models: T } | null;
}

/** What was recorded of the labs before this one, as long as the page lives. */
export class EarlierRunsModel<T> {
  readonly store: StoreApi<EarlierRunsState<T>> = createStore(() => ({ runs: [], opened: null }));
  readonly #open: (run: EarlierRun, words: MissingWords) => T;
  readonly #bytes = new WeakMap<EarlierRun, number>();

  /** `open` makes what shows a run; it is dropped when the run is closed. */
  constructor(open: (run: EarlierRun, words: MissingWords) => T) {
    this.#open = open;
  }

  /** Keeps a run in which something happened. The oldest make room for it; the newest stays whatever it weighs. */
  keep(run: EarlierRun): void {
    if (run.events.length === 0) return;
    this.#bytes.set(run, weigh(run.events) + weighOutput(run));
    let bytes = 0;
    const runs = [run, ...this.store.getState().runs].filter((kept, index) => {
      bytes += this.#bytes.get(kept) ?? 0;
      return index === 0 || (index < MAX_RUNS && bytes <= MAX_BYTES);
    });
    this.store.setState({ runs });
  }

  open(id: string, words: MissingWords): void {
    const run = this.store.getState().runs.find((kept) => kept.id === id);
    if (run !== undefined) this.store.setState({ opened: { run, models: this.#open(run, words) } });
  }

  /** Back to the present lab. */
  close(): void {
    if (this.store.getState().opened !== null) this.store.setState({ opened: null });
  }
}

function weighOutput({ programs, runs }: EarlierRun): number {
  const outputs = [...runs.runs.values(), ...runs.earlierRuns.values()].map(({ output }) => output.pieces);
  return weigh(programs) + weigh(outputs);
}
