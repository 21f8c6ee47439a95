import { fileURLToPath } from "node:url";
import {
  type Attack,
  AttackedServer,
  attacks,
  missedBounds,
  type Outcome,
  Probe,
  runAttack,
} from "@sockpit/attack";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The cheap attacks of `pnpm attack`, for a moment each. Times and the memory of all the machine's sockets are measured there. */
const times = { quietMs: 0, attackMs: 600 };
const entryPoint = fileURLToPath(new URL("../dist/front-door/main.js", import.meta.url));
const TIMEOUT_MS = 90_000;

/** Far above what a server takes, and far below what it took when waiting data, readers and bodies had no budget. */
const MAX_RSS_MIB = 1024;

describe.each(["isolated", "mapped"] as const)("During attacks on a server with %s labs", (network) => {
  let shared: AttackedParty;

  beforeAll(async () => {
    shared = await AttackedParty.start({ network });
  });
  afterAll(() => shared.stop());

  const tried = attacks.filter(
    ({ isCheap, networks = ["isolated"] }) => isCheap === true && networks.includes(network),
  );

  test.each(tried.map((attack) => [attack.name, attack] as const))(
    "others go on, and everything is given back: %s",
    { timeout: TIMEOUT_MS },
    async (_name, attack) => {
      const { environment } = attack;
      const own = environment === undefined ? undefined : await AttackedParty.start({ network, environment });
      try {
        const outcome = await (own ?? shared).attack(attack);
        expect(missedBounds(outcome)).toEqual([]);
        expect(outcome.peakRssMib).toBeLessThan(MAX_RSS_MIB);
      } finally {
        await own?.stop();
      }
    },
  );
});

type Start = Omit<Parameters<typeof AttackedServer.start>[0], "entryPoint">;

/** A server and somebody who is in it. */
class AttackedParty {
  readonly #server: AttackedServer;
  readonly #probe: Probe;

  private constructor(server: AttackedServer, probe: Probe) {
    this.#server = server;
    this.#probe = probe;
  }

  static async start(options: Start): Promise<AttackedParty> {
    const server = await AttackedServer.start({ entryPoint, ...options });
    return new AttackedParty(server, await Probe.start(server));
  }

  attack(attack: Attack): Promise<Outcome> {
    return runAttack(attack, { server: this.#server, probe: this.#probe, times });
  }

  async stop(): Promise<void> {
    await this.#probe.end();
    await this.#server.stop();
  }
}
