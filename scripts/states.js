/**
 * `pnpm states [count] [seed]`: random sequences of calls in labs, with looks at the kernel between them. What was derived is held
 * to what the kernel says: see packages/lab/test/derivation.test.ts.
 */
import { runSeededKernelTest } from "./seeded-kernel-test.js";

await runSeededKernelTest({
  name: "STATES",
  title: "States",
  unit: "worlds",
  file: "packages/lab/test/derivation.test.ts",
  defaultCount: 2000,
});
