/**
 * `pnpm model [count] [seed]`: makes random sequences of calls in a lab and natively with python3, and shows where they
 * differ, each by as few calls as possible. See packages/lab/test/model.test.ts.
 */
import { runSeededKernelTest } from "./seeded-kernel-test.js";

await runSeededKernelTest({
  name: "MODEL",
  title: "Model",
  unit: "sequences",
  file: "packages/lab/test/model.test.ts",
  defaultCount: 20000,
});
