import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** To start a server and an interpreter for each program in Python, also beside other work. */
const TIMEOUT_MS = 120_000;
const TIME_LIMIT_SECONDS = 50;

/** Those in steps are run by packages/scenario/test/gallery.test.ts, and all by `pnpm gallery`. */
test(
  "Scenarios of the gallery with programs in Python pass",
  async () => {
    const files = ["scenarios/tcp-hello.scenario", "scenarios/asyncio-echo.scenario"];
    const args = ["apps/cli/dist/main.js", "run", "--time-limit", String(TIME_LIMIT_SECONDS), ...files];
    // A failure has what it printed, too.
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toContain(`\n${files.length} passed, 0 failed\n`);
  },
  TIMEOUT_MS,
);
