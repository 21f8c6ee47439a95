/** A part of `pnpm bench`: prints what a lab with two connected sockets takes. Runs as `memory.ts` does. */
import { measureIdleLabs } from "./memory/idle-labs.js";

console.log(JSON.stringify(await measureIdleLabs()));
process.exit(0);
