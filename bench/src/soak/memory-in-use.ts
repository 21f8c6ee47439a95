/**
 * Loaded into each process of a server that is soaked (`node --import`): writes down now and then what its memory holds once all garbage has been
 * collected. What is resident goes up and down by 50 MiB a process between two collections, which hides what grows.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

const EVERY_MS = 15_000;

const folder = process.env["SOAK_MEMORY_FOLDER"];
if (isMainThread && folder !== undefined) {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  setInterval(() => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    writeFileSync(join(folder, String(process.pid)), String(heapUsed + external));
  }, EVERY_MS).unref();
}
