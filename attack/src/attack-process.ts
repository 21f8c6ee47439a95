/**
 * Tries one attack in a process of its own: `node attack-process.js <name> <port> <milliseconds>`. Says when the time is
 * over and what it was answered, then holds everything until it is asked to leave.
 */
import { Attacker } from "./attacker.js";
import { attacks } from "./kinds/index.js";

/** What the attack's process says. */
export interface AttackReport {
  readonly answers: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

const [name = "", port = "", durationMs = ""] = process.argv.slice(2);
const attack = attacks.find((candidate) => candidate.name === name);
if (attack === undefined) throw new Error(`there is no attack ${name}`);
const attacker = new Attacker(Number(port), Number(durationMs));
process.on("message", () => void attacker.leave().finally(() => process.exit(0)));
await attack.run(attacker).catch((error: unknown) => attacker.count(`gave up: ${error}`));
await attacker.stay();
const report: AttackReport = { answers: Object.fromEntries(attacker.answers), failures: attacker.failures };
process.send?.(report);
