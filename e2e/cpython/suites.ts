import { readFileSync } from "node:fs";
import { z } from "zod";
import { repositoryPath } from "../parity/folder.js";

const reasons = z.record(z.string(), z.string().min(1));

const Suites = z.strictObject({
  /** The tests that the exclusions were found with; other versions may need others. */
  tests: z.string(),
  /** Modules that pass, with patterns of the tests that are left out, and why. */
  suites: z.array(z.strictObject({ module: z.string(), exclude: reasons.default({}) })),
  /** Modules that are left out as a whole, and why. */
  excluded: reasons,
  /** Texts of errors by which the page refuses what it cannot have, and why: a test that fails with one is left out. */
  refused: reasons,
});

export type Suites = z.infer<typeof Suites>;
export type Suite = Suites["suites"][number];

export const suitesFile = repositoryPath("e2e/cpython/suites.json");

/** Which of CPython's suites pass in the page, and why others are left out. */
export function readSuites(): Suites {
  return Suites.parse(JSON.parse(readFileSync(suitesFile, "utf8")));
}
