import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";

/** Chromium looks for nothing on the Internet, and runs as root in containers. */
const args = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = process.env["SOCKPIT_CHROMIUM"];

/**
 * For the page to show what it should, an action's target too: shorter than a test, so that a failure says what was
 * waited for and leaves a snapshot of the page.
 */
const WAIT_MS = 45_000;

export default defineConfig({
  testDir: "tests",
  outputDir: "../test-results/e2e",
  /** Two take two thirds of the time of one on two cores: tests often wait. Each has a browser and a server of its own. */
  workers: Math.min(2, availableParallelism()),
  forbidOnly: process.env["CI"] !== undefined,
  /** A first visit loads Python, which takes its time on a small machine. */
  timeout: 120_000,
  expect: { timeout: WAIT_MS, toPass: { timeout: WAIT_MS } },
  use: {
    actionTimeout: WAIT_MS,
    navigationTimeout: WAIT_MS,
    browserName: "chromium",
    launchOptions: executablePath === undefined ? { args } : { args, executablePath },
    locale: "en-US",
    /** `--trace retain-on-failure` keeps one of each failed test, and makes every test two or three times as slow. */
    trace: "off",
  },
});
