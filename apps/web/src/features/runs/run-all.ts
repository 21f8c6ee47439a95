import { portOf } from "@sockpit/protocol";
import type { StoreApi } from "zustand/vanilla";
import type { RecordView } from "../../record/record-view.js";
import type { Program } from "../../shared/program.js";
import { type PlannedStart, planStart } from "./program-outline.js";
import { isActive, type Run } from "./run.js";
import type { RunsModel } from "./runs-model.js";

/**
 * How long the next program waits for the one before it to stand still, once it has begun. A server that does something
 * else first (computes, sleeps) must not hold up the others forever. A program that names the port of its server waits
 * for that port, however long that takes.
 */
export const SETTLE_MS = 5_000;

/** Why "run all" does not start a program, or not yet. */
export type StartNote =
  /** Nobody listens on one of its ports yet; where it names none, no server has got so far. */
  | { readonly kind: "waiting"; readonly ports: readonly number[]; readonly servers: readonly string[] }
  /** Its servers have ended, and nobody listens. */
  | { readonly kind: "serverEnded"; readonly ports: readonly number[]; readonly servers: readonly string[] }
  /** Others import it. */
  | { readonly kind: "module"; readonly of: string };

/** What "run all" does at present. */
export interface StartQueue {
  /** Programs that it has yet to start, in order; null while it is not at work. */
  readonly programs: readonly string[] | null;
  readonly notes: ReadonlyMap<string, StartNote>;
}

interface RunAllOptions {
  runs: RunsModel;
  lab: StoreApi<RecordView>;
  programs: readonly Program[];
  /** A program as it is when its turn comes: a person may write on while it waits. Undefined where it cannot be started. */
  current(id: string): Program | undefined;
  signal: AbortSignal;
  queue: StoreApi<StartQueue>;
  settleMs?: number;
}

/**
 * Starts the programs that do not run yet, servers first. A program that goes to a server starts once somebody listens on
 * its port, in which the record is asked and not the text; others once those before them wait, ask, or have ended. Ends
 * when all are started, or only such are left whose servers have ended.
 */
export async function runAll(options: RunAllOptions): Promise<void> {
  await new RunAll(options).run();
}

/** "Start anyway": a person does not want to wait. */
export function startAnyway(queue: StoreApi<StartQueue>, program: string): void {
  const { programs, notes } = queue.getState();
  const others = new Map(notes);
  others.delete(program);
  queue.setState({ programs: programs?.filter((other) => other !== program) ?? null, notes: others });
}

class RunAll {
  readonly #options: RunAllOptions;
  readonly #servers: readonly PlannedStart[];
  #left: PlannedStart[];
  /** Programs that have had their time to come to stand still. */
  readonly #outwaited = new Set<string>();

  constructor(options: RunAllOptions) {
    const { programs, runs, queue } = options;
    const { order, modules } = planStart(programs);
    this.#options = options;
    this.#servers = order.filter(({ outline }) => outline.isServer);
    this.#left = order.filter(({ program }) => !isActive(runs.runOf(program.id)));
    const notes = [...modules].map(([id, of]) => [id, { kind: "module", of }] as const);
    queue.setState({ programs: this.#left.map(({ program }) => program.id), notes: new Map(notes) });
  }

  async run(): Promise<void> {
    const { signal, runs, current } = this.#options;
    while (!signal.aborted) {
      this.#forgetStarted();
      const next = this.#left.find((start) => this.#noteFor(start) === undefined);
      this.#report(next);
      if (next === undefined) {
        const isHopeless = this.#left.every((start) => this.#noteFor(start)?.kind === "serverEnded");
        if (isHopeless) return;
        await this.#change();
        continue;
      }
      this.#left = this.#left.filter((start) => start !== next);
      const program = current(next.program.id);
      if (program === undefined) continue;
      void runs.start(program);
      await this.#untilSettled(program.id);
    }
  }

  /** A person has started some of them meanwhile. */
  #forgetStarted(): void {
    const { runs, queue } = this.#options;
    const queued = queue.getState().programs;
    this.#left = this.#left.filter(
      ({ program: { id } }) => queued?.includes(id) !== false && !isActive(runs.runOf(id)),
    );
  }

  #report(next: PlannedStart | undefined): void {
    const { queue } = this.#options;
    const { notes } = queue.getState();
    const changed = new Map([...notes].filter(([, { kind }]) => kind === "module"));
    for (const start of this.#left) {
      const note = this.#noteFor(start);
      if (note !== undefined) changed.set(start.program.id, note);
    }
    const programs = this.#left.filter((start) => start !== next).map(({ program }) => program.id);
    const state = { programs, notes: changed };
    if (keyOf(state) !== keyOf(queue.getState())) queue.setState(state);
  }

  /** Why a program cannot be started yet; undefined where it can. */
  #noteFor({ program, outline }: PlannedStart): StartNote | undefined {
    const { lab } = this.#options;
    const ports = outline.wantedPorts.filter((port) => !outline.servedPorts.includes(port));
    if (!outline.isClient || (outline.isServer && ports.length === 0)) return undefined;
    const servers = this.#serversOf(program, ports);
    if (servers.length === 0) return undefined;
    const view = lab.getState();
    if (ports.some((port) => listensOn(view, port))) return undefined;
    const alive = servers.filter((server) => this.#isComing(server));
    const names = servers.map((server) => server.program.name);
    if (alive.length === 0) {
      const isServed = ports.length === 0 && servers.some((server) => this.#hasListened(server));
      return isServed ? undefined : { kind: "serverEnded", ports, servers: names };
    }
    // Two that go to each other would wait forever.
    if (outline.isServer && alive.every((server) => this.#left.includes(server))) return undefined;
    if (ports.length === 0 && alive.every((server) => this.#isReady(server))) return undefined;
    return { kind: "waiting", ports, servers: alive.map((server) => server.program.name) };
  }

  /** The servers that a program can mean: those whose text names its port, or all. */
  #serversOf(program: Program, ports: readonly number[]): readonly PlannedStart[] {
    const others = this.#servers.filter((server) => server.program !== program);
    const named = others.filter(({ outline }) => outline.servedPorts.some((port) => ports.includes(port)));
    return named.length > 0 ? named : others;
  }

  /** Whether a server runs, or is still to be started. */
  #isComing(server: PlannedStart): boolean {
    const { runs } = this.#options;
    return this.#left.includes(server) || isActive(runs.runOf(server.program.id));
  }

  #hasListened({ program }: PlannedStart): boolean {
    const { runs } = this.#options;
    const { state } = runs.runOf(program.id);
    return state.kind === "ended" && state.end.status === 0;
  }

  /** Whether a server has a socket that others can reach, or waits for something else than a breakpoint. */
  #isReady(server: PlannedStart): boolean {
    const { runs, lab } = this.#options;
    const run = runs.runOf(server.program.id);
    if (this.#left.includes(server) || run.pid === null || run.state.kind === "paused") return false;
    if (this.#outwaited.has(server.program.id)) return true;
    const view = lab.getState();
    return reachable(view).some(({ pid }) => pid === run.pid) || view.blockedCalls(run.pid).length > 0;
  }

  /** The next change of what programs do or of what is known of the lab. */
  #change(): Promise<void> {
    const { runs, lab, signal, queue } = this.#options;
    return new Promise((resolve) => {
      const finish = () => {
        signal.removeEventListener("abort", finish);
        for (const unsubscribe of subscriptions) unsubscribe();
        resolve();
      };
      const subscriptions = [runs.store.subscribe(finish), lab.subscribe(finish), queue.subscribe(finish)];
      signal.addEventListener("abort", finish);
    });
  }

  #untilSettled(program: string): Promise<void> {
    const { runs, lab, signal, settleMs = SETTLE_MS } = this.#options;
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        for (const unsubscribe of subscriptions) unsubscribe();
        resolve();
      };
      const outwaited = () => {
        this.#outwaited.add(program);
        finish();
      };
      const check = () => {
        const run = runs.runOf(program);
        // Loading Python may take its time; the bound is for the program itself.
        if (run.pid !== null) timer ??= setTimeout(outwaited, settleMs);
        if (isSettled(run, lab.getState())) finish();
      };
      const subscriptions = [runs.store.subscribe(check), lab.subscribe(check)];
      signal.addEventListener("abort", finish);
      check();
    });
  }
}

function keyOf({ programs, notes }: StartQueue): string {
  return JSON.stringify([programs, [...notes]]);
}

/** Sockets that others can reach: TCP's that listen, UDP's that have a port. */
function reachable(view: RecordView) {
  return [...view.sockets.values()].filter(({ type, state, local, fd }) => {
    if (fd === null || portOf(local) === undefined) return false;
    return state === "LISTEN" || type === "SOCK_DGRAM";
  });
}

function listensOn(view: RecordView, port: number): boolean {
  return reachable(view).some(({ local }) => portOf(local) === port);
}

function isSettled(run: Run, view: RecordView): boolean {
  const standsStill = run.state.kind === "waitingInput" || run.state.kind === "paused";
  if (standsStill || !isActive(run)) return true;
  const process = run.pid === null ? undefined : view.process(run.pid);
  return process !== undefined && (process.end !== null || view.blockedCalls(process.pid).length > 0);
}
