import { Child } from "./child.js";
import type { Duty } from "./duty.js";
import type { LatencyFigures } from "./latencies.js";

const ANSWER_TIMEOUT_MS = 15_000;
const WARM_UP_MS = 300;

/**
 * How a bare echo answers that works as much as the lab host did, beside processes that work as much as all other threads did: what
 * a server with this much to do can reach on this machine, whatever it is.
 */
export async function measureBusyEcho(
  { labHost, others }: Duty,
  ms: number,
): Promise<LatencyFigures | undefined> {
  const echo = new Child("control-process", [String(labHost)]);
  const children = [echo];
  try {
    const port = String(await echo.next(ANSWER_TIMEOUT_MS));
    const loads = others.map((share) => new Child("load-process", [String(share)]));
    children.push(...loads);
    await Promise.all(loads.map((load) => load.next(ANSWER_TIMEOUT_MS)));
    const probe = new Child("echo-probe-process", [port]);
    children.push(probe);
    if ((await probe.next(ANSWER_TIMEOUT_MS)) !== "ready") return undefined;
    await pause(WARM_UP_MS);
    await probe.ask(ANSWER_TIMEOUT_MS);
    await pause(ms);
    return (await probe.ask(ANSWER_TIMEOUT_MS)) as LatencyFigures | undefined;
  } finally {
    for (const child of children) child.signal("SIGKILL");
    await Promise.all(children.map((child) => child.end(0)));
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
