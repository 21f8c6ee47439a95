import { Connection, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import type { Attack } from "./attack.js";
import type { AttackReport } from "./attack-process.js";
import type { AttackedServer, Usage } from "./attacked-server.js";
import { Child } from "./child.js";
import { type Duty, watchDuty } from "./duty.js";
import { leftOver } from "./left-over.js";
import { newLab } from "./new-lab.js";
import type { ProbeFigures } from "./probe-process.js";

const SAMPLE_MS = 100;
const ANSWER_TIMEOUT_MS = 15_000;
const BACK_WITHIN_MS = 2000;
/** How long what stands is watched. */
const HELD_MS = 4000;
const LEAVING_MS = 15_000;

export interface AttackTimes {
  /** How long the probe is watched before; how long the attack goes on. */
  readonly quietMs: number;
  readonly attackMs: number;
}

/** Figures of one attack. */
export interface Outcome {
  readonly attack: Attack;
  readonly before: ProbeFigures;
  readonly during: ProbeFigures;
  /** How long it takes somebody new meanwhile to make a lab, open its WebSocket and call; undefined where it failed. */
  readonly newcomerMs: number | undefined;
  readonly usageBefore: Usage;
  readonly peakRssMib: number;
  readonly peakDescriptors: number;
  readonly peakKernelMib: number;
  /** Of one core, all of the server, while the attack went on. */
  readonly cpuShare: number;
  readonly duty: Duty;
  /** How much more than before it is while what the attacker made stands and nothing happens; 0 where that is not asked. */
  readonly heldCpuShare: number;
  readonly usageAfter: Usage;
  readonly report: AttackReport;
}

/** The well-behaved client of a server, until it is ended. */
export class Probe {
  readonly #child: Child;
  readonly #control: Child;

  private constructor(child: Child, control: Child) {
    this.#child = child;
    this.#control = control;
  }

  static async start(server: AttackedServer): Promise<Probe> {
    const control = new Child("control-process", []);
    const port = String(await control.next(ANSWER_TIMEOUT_MS));
    const child = new Child("probe-process", [server.baseUrl, port]);
    if ((await child.next(ANSWER_TIMEOUT_MS)) !== "ready") throw new Error("the probe did not start");
    return new Probe(child, control);
  }

  /** How it went since it was last asked. */
  async figures(): Promise<ProbeFigures> {
    const figures = await this.#child.ask(ANSWER_TIMEOUT_MS);
    if (figures === undefined) throw new Error("the probe does not answer");
    return figures as ProbeFigures;
  }

  async end(): Promise<void> {
    for (const child of [this.#child, this.#control]) {
      child.signal("SIGKILL");
      await child.end(0);
    }
  }
}

/** Tries one attack on a server while a probe is in it, and waits until the attacker has left and things should be back. */
export async function runAttack(
  attack: Attack,
  { server, probe, times }: { server: AttackedServer; probe: Probe; times: AttackTimes },
): Promise<Outcome> {
  if (attack.hasWires === true) await startWires(server);
  await probe.figures();
  const quietCpuShare = await cpuShareOver(server, times.quietMs);
  const before = await probe.figures();
  const usageBefore = server.usage();
  const attacker = new Child("attack-process", [attack.name, String(server.port), String(times.attackMs)]);
  const peaks = watchPeaks(server);
  const serverPids = server.pids();
  const pids = attacker.pid === undefined ? serverPids : [...serverPids, attacker.pid];
  const watched = watchDuty(serverPids[1], pids);
  const startedAt = performance.now();
  const [answer, newcomerMs] = await Promise.all([
    attacker.next(times.attackMs + ANSWER_TIMEOUT_MS),
    pause(times.attackMs / 2).then(() => enterAnew(server)),
  ]);
  const duty = watched.stop();
  const cpuShare = (server.usage().cpuMs - usageBefore.cpuMs) / (performance.now() - startedAt);
  const during = await probe.figures();
  const heldCpuShare =
    attack.maxCpuShare === undefined ? 0 : (await cpuShareOver(server, HELD_MS)) - quietCpuShare;
  const noReport: AttackReport = { answers: {}, failures: ["the attack's process did not come to its end"] };
  await leave(attacker, attack);
  const usageAfter = await untilBack(server, usageBefore, attack.backWithinMs ?? BACK_WITHIN_MS);
  if (attack.leaving === "vanishes") attacker.signal("SIGKILL");
  await attacker.end(0);
  return {
    attack,
    before,
    during,
    newcomerMs,
    usageBefore,
    ...peaks.stop(),
    cpuShare,
    duty,
    heldCpuShare,
    usageAfter,
    report: (answer as AttackReport | undefined) ?? noReport,
  };
}

async function cpuShareOver(server: AttackedServer, ms: number): Promise<number> {
  const startedAt = performance.now();
  const before = server.usage().cpuMs;
  await pause(ms);
  return (server.usage().cpuMs - before) / (performance.now() - startedAt);
}

async function leave(attacker: Child, { leaving = "closes" }: Attack): Promise<void> {
  if (leaving === "vanishes") attacker.signal("SIGSTOP");
  else if (leaving === "is killed") attacker.signal("SIGKILL");
  else await attacker.ask(LEAVING_MS);
  if (leaving !== "vanishes") await attacker.end(LEAVING_MS);
}

/** What is in use once nothing is left over, or when the time has passed. */
async function untilBack(server: AttackedServer, before: Usage, withinMs: number): Promise<Usage> {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    const usage = server.usage();
    if (leftOver(before, usage).length === 0 || performance.now() > endsAt) return usage;
    await pause(SAMPLE_MS);
  }
}

function watchPeaks(server: AttackedServer) {
  const peaks = { peakRssMib: 0, peakDescriptors: 0, peakKernelMib: 0 };
  let samples = 0;
  const sample = () => {
    peaks.peakRssMib = Math.max(peaks.peakRssMib, server.rssMib());
    // Listing thousands of descriptors takes the kernel milliseconds.
    if (samples % 5 === 0) {
      peaks.peakDescriptors = Math.max(peaks.peakDescriptors, server.descriptors());
      peaks.peakKernelMib = Math.max(peaks.peakKernelMib, server.kernelMib());
    }
    samples += 1;
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    stop: () => {
      sample();
      clearInterval(timer);
      return peaks;
    },
  };
}

/** Has the server start what holds labs with a wire. */
async function startWires({ baseUrl }: AttackedServer): Promise<void> {
  const key = await newLab(baseUrl, ANSWER_TIMEOUT_MS, { hosts: ["a", "b"] });
  await new RestClient({ baseUrl }).deleteLab(key);
}

/** Somebody who comes while the attack goes on. */
async function enterAnew(server: AttackedServer): Promise<number | undefined> {
  const startedAt = performance.now();
  try {
    const key = await newLab(server.baseUrl, ANSWER_TIMEOUT_MS);
    const webSocket = WebSocket as unknown as WebSocketConstructor;
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const connection = await Connection.open({ baseUrl: server.baseUrl, key, webSocket, signal });
    const { pid } = await connection.control("startProcess", { name: "newcomer" });
    await connection.command("socket", pid, { params: {} });
    const ms = performance.now() - startedAt;
    connection.close();
    await new RestClient({ baseUrl: server.baseUrl }).deleteLab(key);
    return ms;
  } catch {
    return undefined;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
