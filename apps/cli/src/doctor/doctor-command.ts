import { styleText } from "node:util";
import { exitStatus } from "../exit-status.js";
import { startOwnServer } from "../run/own-server.js";
import { type Check, checks, type Finding } from "./checks.js";

const marks = { ok: "✓", limited: "!", failed: "✗" } as const;
const colors = { ok: "green", limited: "yellow", failed: "red" } as const;

/** `sockpit doctor`: says what works on this machine, and what to do about the rest. Returns the exit status. */
export async function doctorCommand(): Promise<number> {
  const server = await startOwnServer();
  const findings: Finding[] = [];
  try {
    for (const check of checks) {
      const finding = await look(check, server.url);
      findings.push(finding);
      const { outcome, found, advice } = finding;
      console.log(`${styleText(colors[outcome], marks[outcome])} ${check.name}: ${found}`);
      if (advice !== undefined) console.log(`    ${advice}`);
    }
  } finally {
    await server.stop();
  }
  return findings.some(({ outcome }) => outcome === "failed") ? exitStatus.failed : exitStatus.ok;
}

async function look(check: Check, url: string): Promise<Finding> {
  try {
    return await check.run(url);
  } catch (error) {
    return { outcome: "failed", found: (error as Error).message };
  }
}
