import type { Attack } from "../attack.js";
import type { Attacker } from "../attacker.js";
import { listener } from "./fairness.js";

/** So many labs at once, for rows about what they cost and not about how many one visitor may have. */
const MANY_LABS = { SOCKPIT_LABS_PER_VISITOR: "300" };

/** Labs that cost while nothing happens, and labs and connections that nobody uses any more. */
export const labs: readonly Attack[] = [
  {
    kind: "labs",
    name: "250 labs, each followed, with a program in accept",
    environment: MANY_LABS,
    maxCpuShare: 0.05,
    run: (attacker) => waitingLabs(attacker, 250),
  },
  {
    kind: "labs",
    name: "as many labs as one visitor gets, never used",
    isCheap: true,
    leaving: "is killed",
    run: async (attacker) => {
      await attacker.repeat(260, () => attacker.rest("POST", "/api/labs", { body: "{}" }));
    },
  },
  {
    kind: "labs",
    name: "upgrades that are refused, and stay half open",
    isCheap: true,
    leaving: "vanishes",
    run: async (attacker) => {
      await attacker.repeat(500, async () => {
        const lines = ["GET /api/labs/aaaaaaaa/ws HTTP/1.1", `Host: 127.0.0.1:${attacker.port}`];
        const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
        await attacker.tcp(`${[...lines, ...upgrade].join("\r\n")}\r\n\r\n`, { reads: false });
      });
    },
  },
  {
    kind: "labs",
    name: "connections that say nothing",
    leaving: "is killed",
    run: (attacker) => attacker.together(500, () => attacker.tcp()),
  },
  {
    kind: "labs",
    name: "a client that vanishes without FIN",
    leaving: "vanishes",
    backWithinMs: 65_000,
    run: (attacker) => waitingLabs(attacker, 8),
  },
];

async function waitingLabs(attacker: Attacker, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const lab = await attacker.lab();
    const program = await lab.process();
    await program.connection.ask({ control: "follow", params: { since: 0, batch: true } });
    const fd = await listener(program, 5);
    program.tell("accept", { fd });
  }
}
