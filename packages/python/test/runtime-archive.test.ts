import { expect, test } from "vitest";
import { runtimeSources } from "../src/build/runtime-archive.js";
import { run } from "./python.js";

/** `_sockpit/replacements/select.py` is `select`, `_sockpit/bridge/__init__.py` is `_sockpit.bridge`. */
function moduleName(path: string): string {
  return path
    .replace(/^_sockpit\/replacements\//, "")
    .replace(/(\/__init__)?\.py$/, "")
    .replaceAll("/", ".");
}

test("Every module of the package is imported at the start: a snapshot needs the archive no more", () => {
  const loaded = run(`import sys
result = [name for name, module in sys.modules.items() if "sockpit_runtime.zip" in (getattr(module, "__file__", None) or "")]`);
  expect((loaded as string[]).sort()).toEqual(runtimeSources().map(moduleName).sort());
});

test("What a program sees of the archive is gone: no file and no entry of sys.path", () => {
  expect(
    run(`import os, sys
result = [os.path.exists("/lib/sockpit_runtime.zip"), [path for path in sys.path if "sockpit" in path]]`),
  ).toEqual([false, []]);
});
