import { fileURLToPath } from "node:url";
import { AttackedServer, attacks, missedBounds, Probe, runAttack } from "@sockpit/attack";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The cheap attacks of `pnpm attack`, for a moment each. What takes how long is measured there. */
const times = { quietMs: 0, attackMs: 600 };
const entryPoint = fileURLToPath(new URL("../dist/front-door/main.js", import.meta.url));
const TIMEOUT_MS = 90_000;

/** Far above what a server takes, and far below what it took when waiting data, readers and bodies had no budget. */
const MAX_RSS_MIB = 1024;

describe.each(["isolated", "mapped"] as const)("During attacks on a server with %s labs", (network) => {
  let server: AttackedServer;
  let probe: Probe;

  beforeAll(async () => {
    server = await AttackedServer.start({ entryPoint, network });
    probe = await Probe.start(server);
  });
  afterAll(async () => {
    await probe.end();
    await server.stop();
  });

  const tried = attacks.filter(
    ({ isCheap, networks = ["isolated"] }) => isCheap === true && networks.includes(network),
  );

  test.each(tried.map((attack) => [attack.name, attack] as const))(
    "others go on, and everything is given back: %s",
    { timeout: TIMEOUT_MS },
    async (_name, attack) => {
      const outcome = await runAttack(attack, { server, probe, times });
      expect(missedBounds(outcome)).toEqual([]);
      expect(outcome.peakRssMib).toBeLessThan(MAX_RSS_MIB);
    },
  );
});
