import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** To run 43 scenarios, also beside other work: some have programs in Python, one of them with threads. */
const TIMEOUT_MS = 240_000;
const TIME_LIMIT_SECONDS = 60;

test(
  "the whole gallery passes on the command line",
  async () => {
    const files = readdirSync(`${root}scenarios`).filter((name) => name.endsWith(".scenario"));
    const paths = files.map((name) => `scenarios/${name}`);
    const args = ["apps/cli/dist/main.js", "run", "--time-limit", String(TIME_LIMIT_SECONDS), ...paths];
    // A failure has what it printed, too.
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toMatch(/\n\d+ passed, 0 failed(?:, \d+ skipped)?\n$/);
    for (const path of paths) {
      const hasRun = stdout.includes(`✓ ${path}: `);
      // Where there are no wires, scenarios that need one say so.
      if (!hasRun) expect(stdout).toMatch(new RegExp(`${path}: .*\n.*the server has no wires: `));
    }
  },
  TIMEOUT_MS,
);
