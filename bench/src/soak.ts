/**
 * `pnpm soak [minutes]`: a class for some minutes, then processes killed under sessions. Prints figures, and ends with 1
 * where one is not what it should be. See bench/README.md.
 */
import { availableParallelism } from "node:os";
import { soakKills } from "./soak/kills.js";
import { print } from "./soak/report.js";
import { soakSteady } from "./soak/steady.js";

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const minutes = Number(process.argv[2] ?? 10);
/** What the server takes by default, on a machine with memory for it. */
const labHosts = Math.min(8, availableParallelism());

const steady = await soakSteady(minutes, labHosts);
print(steady);
const kills = await soakKills();
print(kills);
process.exit([...steady, ...kills].every(({ isMet }) => isMet) ? 0 : 1);
