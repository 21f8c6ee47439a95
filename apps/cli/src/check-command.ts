import { exitStatus } from "./exit-status.js";
import { readScenarios } from "./read-scenarios.js";

/** `sockpit check FILE…`. Returns the exit status. */
export async function checkCommand(files: readonly string[]): Promise<number> {
  const read = await readScenarios(files);
  const problems = read.flatMap((each) => each.problems);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return exitStatus.failed;
  console.log(files.length === 1 ? "no mistakes" : `no mistakes in ${files.length} files`);
  return exitStatus.ok;
}
