import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { describeInNamespace, type Network, test } from "./support.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const programs = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, program = ""]) => program);

function run(program: string, network: Network) {
  const args = ["--input-type=module", "--eval", program];
  const options = { cwd: import.meta.dirname, encoding: "utf8", timeout: 20_000 } as const;
  return network.namespace.run(() => spawnSync(process.execPath, args, options));
}

describeInNamespace("The README's programs", () => {
  test("run as written and end by themselves", ({ network }) => {
    const outputs = ["connected by 127.0.0.1: true\nyou said: hello\n", "connect ECONNREFUSED 111\n"];
    expect(programs).toHaveLength(outputs.length);
    for (const [index, program] of programs.entries()) {
      expect(run(program, network)).toMatchObject({ stderr: "", status: 0, stdout: outputs[index] });
    }
  });
});
