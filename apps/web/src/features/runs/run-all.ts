import type { StoreApi } from "zustand/vanilla";
import type { RecordView } from "../../record/record-view.js";
import { type Program, startOrder } from "../../shared/program.js";
import { isActive, type Run } from "./run.js";
import type { RunsModel } from "./runs-model.js";

/**
 * How long the next program waits for the one before it to stand still. A server that does something
 * else first (computes, sleeps) must not hold up the rest for ever.
 */
const SETTLE_MS = 5_000;

interface RunAllOptions {
  runs: RunsModel;
  lab: StoreApi<RecordView>;
  programs: readonly Program[];
  signal: AbortSignal;
  /** Told which programs are still to be started, in order, whenever that changes. */
  onQueue?(programs: readonly string[]): void;
  settleMs?: number;
}

/**
 * Starts the programs that do not run yet, servers first, each once the one before it waits: in
 * its first blocking call (a server's accept), at a question, or at its end. So a client finds its server.
 */
export async function runAll({ runs, lab, signal, ...options }: RunAllOptions): Promise<void> {
  const { programs, onQueue, settleMs = SETTLE_MS } = options;
  const queue = startOrder(programs).filter((program) => !isActive(runs.runOf(program.id)));
  for (const [index, program] of queue.entries()) {
    if (signal.aborted) return;
    onQueue?.(queue.slice(index + 1).map(({ id }) => id));
    void runs.start(program);
    await untilSettled({ runs, lab, program: program.id, signal, settleMs });
  }
}

type SettleOptions = Required<Pick<RunAllOptions, "runs" | "lab" | "signal" | "settleMs">> & {
  program: string;
};

function untilSettled({ runs, lab, program, signal, settleMs }: SettleOptions): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      for (const unsubscribe of subscriptions) unsubscribe();
      resolve();
    };
    const check = () => {
      const run = runs.runOf(program);
      // Loading Python may take its time; the bound is for the program itself.
      if (run.pid !== null) timer ??= setTimeout(finish, settleMs);
      if (isSettled(run, lab.getState())) finish();
    };
    const subscriptions = [runs.store.subscribe(check), lab.subscribe(check)];
    signal.addEventListener("abort", finish);
    check();
  });
}

function isSettled(run: Run, view: RecordView): boolean {
  const standsStill = run.state.kind === "waitingInput" || run.state.kind === "stopped";
  if (standsStill || !isActive(run)) return true;
  const process = run.pid === null ? undefined : view.process(run.pid);
  return process !== undefined && (process.end !== null || view.blockedCalls(process.pid).length > 0);
}
