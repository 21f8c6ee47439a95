import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { describeInNamespace, test } from "./support.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const program = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";

describeInNamespace("The README's program", () => {
  test("runs as written and ends by itself", ({ network }) => {
    const args = ["--input-type=module", "--eval", program];
    const options = { cwd: import.meta.dirname, encoding: "utf8", timeout: 20_000 } as const;
    const run = network.namespace.run(() => spawnSync(process.execPath, args, options));
    expect(run).toMatchObject({
      stderr: "",
      status: 0,
      stdout: "connected by 127.0.0.1: true\nyou said: hello\n",
    });
  });
});
