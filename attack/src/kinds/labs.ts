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
    backWithinMs: 6000,
    maxCpuShare: 0.05,
    run: (attacker) => waitingLabs(attacker, 250),
  },
  {
    kind: "labs",
    name: "as many labs as one visitor gets, never used",
    isCheap: true,
    // A proxy tells visitors apart, so that somebody else can come; what is unused goes within two seconds.
    environment: { SOCKPIT_TRUST_PROXY: "1", SOCKPIT_LAB_IDLE_SECONDS: "5" },
    leaving: "is killed",
    backWithinMs: 10_000,
    run: async (attacker) => {
      const headers = { "x-forwarded-for": "203.0.113.7" };
      await attacker.repeat(260, () => attacker.rest("POST", "/api/labs", { body: "{}", headers }));
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
    environment: { SOCKPIT_PING_SECONDS: "2", SOCKPIT_LAB_IDLE_SECONDS: "5" },
    leaving: "vanishes",
    backWithinMs: 20_000,
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
