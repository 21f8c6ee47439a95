import { defineConfig } from "vitest/config";

/** setns(2) works on the main thread of a process only, so each test file has a process: no worker threads. */
export default defineConfig({
  test: { include: ["src/**/*.test.ts", "test/**/*.test.ts"], pool: "forks" },
});
