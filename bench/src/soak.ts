/**
 * `pnpm soak [minutes] [--memory 1G]`: a class for some minutes, then processes killed under sessions, then a server with many labs
 * ended. Prints figures, and ends with 1 where one is not what it should be. See bench/README.md.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { soakKills } from "./soak/kills.js";
import { MemoryGroup } from "./soak/memory-group.js";
import { type Figure, print } from "./soak/report.js";
import { soakSteady } from "./soak/steady.js";
import { soakStop } from "./soak/stop.js";

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const { values, positionals } = parseArgs({
  options: { memory: { type: "string" } },
  allowPositionals: true,
});
const minutes = Number(positionals[0] ?? 10);
/** What the server takes by default, on a machine with memory for it. */
const labHosts = Math.min(8, availableParallelism());

const limit = openLimit(values.memory);
// Servers, which are killed at the exit too, put themselves in front.
if (limit instanceof MemoryGroup) process.once("exit", () => limit.remove());
const launcher = limit instanceof MemoryGroup ? limit.launcher : undefined;
const steady = await soakSteady(minutes, { labHosts, launcher });
print(steady);
const kills = await soakKills(launcher);
print(kills);
const stop = await soakStop(launcher);
print(stop);
const memory = limit instanceof MemoryGroup ? limit.figures() : limit;
print(memory);
process.exit([...steady, ...kills, ...stop, ...memory].every(({ isMet }) => isMet) ? 0 : 1);

/** The group that the server runs in; or, where there is none, the figure that says why, if one was asked for. */
function openLimit(size: string | undefined): MemoryGroup | Figure[] {
  if (size === undefined) return [];
  const bytes = sizeBytes(size);
  try {
    return MemoryGroup.open(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.log(`The server runs without a limit of memory: no control group can be made here (${why}).`);
    console.log("As root, or with `systemd-run --user --scope -p MemoryMax=1G pnpm soak`, it has one.");
    return [{ what: `a limit of ${size}`, value: "no control group can be made here", isMet: false }];
  }
}

/** As systemd and Docker write sizes: 512M, 1G. */
function sizeBytes(size: string): number {
  const [, count, unit = ""] = /^(\d+)([KMG]?)$/i.exec(size) ?? [];
  if (count === undefined)
    throw new Error(`--memory ${size}: write bytes, or a number with K, M or G, as in 1G.`);
  return Number(count) * 1024 ** ["", "K", "M", "G"].indexOf(unit.toUpperCase());
}
