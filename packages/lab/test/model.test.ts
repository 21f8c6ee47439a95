import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { asPython } from "./model/as-python.js";
import { Comparison } from "./model/compare.js";
import { generateSequence } from "./model/generate.js";
import { describeOnKernel } from "./support.js";

/** `pnpm model [count] [seed]` asks for others. */
const COUNT = Number(process.env["SOCKPIT_MODEL_COUNT"] ?? 500);
const SEED = Number(process.env["SOCKPIT_MODEL_SEED"] ?? 1);
/** Side by side: most of a sequence's time is waiting. */
const LANES = 8;
const MS_PER_SEQUENCE = 500;
/** Differences that are shown. One cause makes many. */
const SHOWN = 10;

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describeOnKernel("Random sequences of calls", () => {
  test.skipIf(!hasPython)(
    `come to what they come to under python3, natively (python3 is needed): ${COUNT} from seed ${SEED}`,
    async () => {
      const found: string[] = [];
      let next = 0;
      const lane = async () => {
        const comparison = new Comparison();
        for (let index = next++; index < COUNT && found.length < SHOWN; index = next++) {
          const seed = SEED + index;
          const difference = await comparison.difference(generateSequence(seed));
          if (difference === null) continue;
          found.push(`seed ${seed}\n${asPython(await comparison.minimize(difference))}`);
        }
        await comparison.close();
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      expect(found.join("\n\n")).toBe("");
    },
    COUNT * MS_PER_SEQUENCE,
  );
});
