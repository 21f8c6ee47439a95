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

export default defineConfig({
  testDir: "tests",
  outputDir: "../test-results/e2e",
  workers: 1,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    launchOptions: executablePath === undefined ? { args } : { args, executablePath },
    locale: "en-US",
    trace: "retain-on-failure",
  },
});
