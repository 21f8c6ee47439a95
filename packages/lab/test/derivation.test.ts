import { expect } from "vitest";
import { RandomWorld } from "./derivation/random-world.js";
import { Bench, describeOnKernel, testOn } from "./support.js";

/** `pnpm states [count] [seed]` asks for others. */
const COUNT = Number(process.env["SOCKPIT_STATES_COUNT"] ?? 40);
const SEED = Number(process.env["SOCKPIT_STATES_SEED"] ?? 1);
const STEPS = 40;
const LANES = 8;
const MS_PER_WORLD = 4000;
/** One cause makes many. */
const SHOWN = 3;

const test = testOn("isolated");

describeOnKernel("What is derived of sockets", () => {
  test(
    `is what the kernel says after random calls: ${COUNT} worlds from seed ${SEED}`,
    async () => {
      const found: string[] = [];
      let next = 0;
      const lane = async () => {
        for (let index = next++; index < COUNT && found.length < SHOWN; index = next++) {
          const bench = new Bench("isolated");
          const world = new RandomWorld(bench, SEED + index);
          const corrections = await world.run(STEPS);
          if (corrections.length > 0)
            found.push(
              `seed ${SEED + index}: ${JSON.stringify(corrections)}\n${world.log.join("\n")}\n${world.tail(60)}`,
            );
          world.stop();
          bench.close();
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      expect(found.join("\n\n")).toBe("");
    },
    COUNT * MS_PER_WORLD,
  );
});
