import type { StoreApi } from "zustand/vanilla";
import type { TraceState } from "../../record/trace-state.js";
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
  trace: StoreApi<TraceState>;
  programs: readonly Program[];
  signal: AbortSignal;
  /** Told which programs are still to be started, in order, whenever that changes. */
  onQueue?(programs: readonly string[]): void;
  settleMs?: number;
}

/**
 * Starts the programs that do not run yet, servers first, each once the one before it stands still: in
 * its first blocking call (a server's accept), at a question, or at its end. So a client finds its server.
 */
export async function runAll({ runs, trace, signal, ...options }: RunAllOptions): Promise<void> {
  const { programs, onQueue, settleMs = SETTLE_MS } = options;
  const queue = startOrder(programs).filter((program) => !isActive(runs.runOf(program.id)));
  for (const [index, program] of queue.entries()) {
    if (signal.aborted) return;
    onQueue?.(queue.slice(index + 1).map(({ id }) => id));
    void runs.start(program);
    await untilSettled({ runs, trace, program: program.id, signal, settleMs });
  }
}

type SettleOptions = Required<Pick<RunAllOptions, "runs" | "trace" | "signal" | "settleMs">> & {
  program: string;
};

function untilSettled({ runs, trace, program, signal, settleMs }: SettleOptions): Promise<void> {
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
      if (isSettled(run, trace.getState())) finish();
    };
    const subscriptions = [runs.store.subscribe(check), trace.subscribe(check)];
    signal.addEventListener("abort", finish);
    check();
  });
}

function isSettled(run: Run, trace: TraceState): boolean {
  const standsStill = run.state.kind === "waitingInput" || run.state.kind === "stopped";
  if (standsStill || !isActive(run)) return true;
  const process = run.pid === null ? undefined : trace.processes.get(run.pid);
  return process !== undefined && (process.end !== null || process.blockedCalls.length > 0);
}
