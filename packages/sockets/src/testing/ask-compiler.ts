/** For tests: what this machine's C headers say. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = (headers: readonly string[], expressions: readonly string[]) => `
#define _GNU_SOURCE
#include <stddef.h>
#include <stdio.h>
${headers.map((header) => `#include <${header}>`).join("\n")}
int main(void) {
${expressions.map((expression) => `  printf("%lld\\n", (long long)(${expression}));`).join("\n")}
}
`;

/** Whether there is a C compiler, and the kernel's headers. */
export function hasCompiler(): boolean {
  const options = { input: "#include <linux/tcp.h>\n" };
  return spawnSync("cc", ["-fsyntax-only", "-x", "c", "-"], options).status === 0;
}

/** The values of C expressions that are integers. Throws what the compiler says where one means nothing. */
export function askCompiler(headers: readonly string[], expressions: readonly string[]): number[] {
  const folder = mkdtempSync(join(tmpdir(), "c-headers-"));
  try {
    const source = join(folder, "ask.c");
    const executable = join(folder, "ask");
    writeFileSync(source, program(headers, expressions));
    const { status, stderr } = spawnSync("cc", ["-o", executable, source], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const { stdout } = spawnSync(executable, { encoding: "utf8" });
    return stdout.trim().split("\n").map(Number);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
