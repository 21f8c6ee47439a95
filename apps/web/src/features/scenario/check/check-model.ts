import type { Scenario } from "@sockpit/protocol/scenario";
import { type RunProgress, runScenario } from "@sockpit/scenario";
import { createStore, type StoreApi } from "zustand/vanilla";
import { withProject } from "../open/scenario-project.js";
import type { ScenarioPage } from "../scenario-page.js";
import { afterProgress, type CheckRun, waitingRun } from "./check-run.js";
import { pagePython } from "./page-python.js";

/** `failed`: the check itself could not be made; `message` says why. */
export type CheckState =
  | { readonly kind: "idle" }
  | { readonly kind: "checking" | "ended"; readonly runs: readonly CheckRun[] }
  | { readonly kind: "failed"; readonly runs: readonly CheckRun[]; readonly message: string };

/** Seconds for the programs of one run. As long as a person waits for a line to turn green. */
const TIME_LIMIT_SECONDS = 60;

/** Characters of the events of one run that are kept, to be looked at. One of the samples has 20,000. */
const MAX_RECORD_LENGTH = 8 * 1024 * 1024;

/** Runs a scenario under all of its conditions, each in a lab of its own, and shows what has come of it so far. */
export class CheckModel {
  readonly store: StoreApi<CheckState> = createStore((): CheckState => ({ kind: "idle" }));
  readonly #page: ScenarioPage;
  #checking: AbortController | undefined;

  constructor(page: ScenarioPage) {
    this.#page = page;
  }

  /** Checks the scenario with the programs as they are now. Does nothing while one is being checked. */
  async start(written: Scenario): Promise<void> {
    if (this.#checking !== undefined) return;
    const checking = new AbortController();
    this.#checking = checking;
    const { signal } = checking;
    const scenario = withProject(written, this.#page.programs(), this.#page.wordsOf);
    const conditions = scenario.conditions.length === 0 ? [{ effects: [] }] : scenario.conditions;
    this.#set({ kind: "checking", runs: conditions.map(waitingRun) }, checking);
    try {
      const runPython = pagePython(this.#page);
      // Loading Python must not use up the time of the programs.
      if (scenario.programs.some(({ name }) => name.endsWith(".py")))
        await this.#page.whenPythonReady(signal);
      await runScenario(scenario, {
        baseUrl: this.#page.baseUrl,
        ...(runPython !== undefined && { runPython }),
        timeLimitSeconds: TIME_LIMIT_SECONDS,
        signal,
        onProgress: (progress) => this.#progress(progress, checking),
        onRecord: async ({ number, events }) => this.#keep(number, await events(), checking),
      });
      this.#set({ kind: "ended", runs: this.#runs }, checking);
    } catch (error) {
      const runs = this.#runs.map((run) => (isOpen(run) ? { ...run, state: "stopped" as const } : run));
      if (signal.aborted) this.#set({ kind: "ended", runs }, checking);
      else this.#set({ kind: "failed", runs, message: messageOf(error) }, checking);
    } finally {
      if (this.#checking === checking) this.#checking = undefined;
    }
  }

  /** Ends the check; what was decided stays. */
  stop(): void {
    this.#checking?.abort(new Error("stopped"));
  }

  /** Another scenario is open. */
  reset(): void {
    this.stop();
    this.#checking = undefined;
    this.store.setState({ kind: "idle" }, true);
  }

  get #runs(): readonly CheckRun[] {
    const state = this.store.getState();
    return state.kind === "idle" ? [] : state.runs;
  }

  #progress(progress: RunProgress, checking: AbortController): void {
    this.#changeRun(progress.place.number, checking, (run) => afterProgress(run, progress));
  }

  /** What its lab has recorded stays, unless it is beyond what the page keeps of a lab. */
  #keep(number: number, record: string, checking: AbortController): void {
    if (record.length <= MAX_RECORD_LENGTH) this.#changeRun(number, checking, (run) => ({ ...run, record }));
  }

  #changeRun(number: number, checking: AbortController, change: (run: CheckRun) => CheckRun): void {
    const runs = this.#runs.map((run, at) => (at === number - 1 ? change(run) : run));
    this.#set({ kind: "checking", runs }, checking);
  }

  /** What a check that was overtaken still reports is dropped. */
  #set(state: CheckState, checking: AbortController): void {
    if (this.#checking === checking) this.store.setState(state, true);
  }
}

const isOpen = ({ state }: CheckRun) => state === "waiting" || state === "running";

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
