import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { FollowedLabs } from "../../looks/followed-labs.js";
import { quantile } from "../../measure.js";
import type { IdleLabMemory } from "../../memory/idle-labs.js";
import { createLab, deleteLab } from "../http.js";
import type { Row } from "../row.js";

const SECTION = "labs";
const CREATED = 200;
const FOLLOWED = 250;
const KIBIBYTES_PER_MEBIBYTE = 1024;
const idleLabs = fileURLToPath(new URL("../../idle-labs.js", import.meta.url));

const creation: Row = {
  name: "lab-creation",
  section: SECTION,
  measure: "lab creation p50",
  unit: "ms",
  target: { atMost: 4 },
  async run(bench) {
    const { baseUrl } = await bench.server();
    const timesMs: number[] = [];
    while (timesMs.length < CREATED) {
      const startedAt = performance.now();
      const key = await createLab(baseUrl);
      timesMs.push(performance.now() - startedAt);
      await deleteLab(baseUrl, key);
    }
    timesMs.sort((a, b) => a - b);
    const of = (share: number) => quantile(timesMs, share);
    return { value: of(0.5), low: of(0.1), high: of(0.9) };
  },
};

const idleMemory: Row = {
  name: "idle-memory",
  section: SECTION,
  measure: "memory of an idle lab",
  unit: "MiB",
  target: { atMost: 0.1 },
  async run() {
    const inNamespace = ["--user", "--net", "--map-root-user", "--", process.execPath, "--expose-gc"];
    const { stdout } = await promisify(execFile)("unshare", [...inNamespace, idleLabs]);
    const { heap, arrayBuffers, resident } = JSON.parse(stdout) as IdleLabMemory;
    return {
      value: (heap + arrayBuffers) / KIBIBYTES_PER_MEBIBYTE,
      detail: `${heap} KiB of heap, ${arrayBuffers} KiB off it, RSS ${resident} KiB`,
    };
  },
};

const followed: Row = {
  name: "followed-labs",
  section: SECTION,
  measure: `CPU of ${FOLLOWED} labs that are followed, each with one program waiting in \`accept\``,
  unit: "% of a core",
  target: { atMost: 5 },
  async run(bench) {
    const labs = new FollowedLabs(await bench.server());
    await labs.growTo(FOLLOWED);
    const value = await labs.restingShare();
    await labs.end();
    return { value };
  },
};

export const labs: readonly Row[] = [creation, idleMemory, followed];
