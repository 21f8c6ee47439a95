import { execFileSync } from "node:child_process";
import { loadPyodide, type PyodideAPI } from "pyodide";
import { beforeAll, type TestContext } from "vitest";
import { runtimeArchive } from "../src/build/runtime-archive.js";
import { accountForStack } from "../src/build/stack-accounting.js";
import { numberFilesApart } from "../src/pyodide-internals/file-numbers.js";
import { limitNameLengths } from "../src/pyodide-internals/name-lengths.js";
import { StackLimit } from "../src/pyodide-internals/stack-limit.js";
import { prepare } from "../src/worker/prepare.js";

/** One for all test files of a process, which vitest.config.ts lets share their modules: Python takes seconds to start. */
let pyodide: PyodideAPI | undefined;

beforeAll(async () => {
  pyodide ??= await start();
}, 60_000);

async function start(): Promise<PyodideAPI> {
  const started = await loadAccounted();
  numberFilesApart(started.FS);
  limitNameLengths(started.FS);
  prepare(started, runtimeArchive());
  return started;
}

function running(): PyodideAPI {
  if (pyodide === undefined) throw new Error("Python has not been started: this runs in tests only.");
  return pyodide;
}

/** Pyodide with the WebAssembly that the page has. */
async function loadAccounted(): Promise<PyodideAPI> {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = ((source: BufferSource, imports: WebAssembly.Imports) => {
    const isPyodide = imports?.["env"] !== undefined;
    return instantiate(isPyodide ? accountForStack(new Uint8Array(source as ArrayBuffer)) : source, imports);
  }) as typeof instantiate;
  try {
    return await loadPyodide();
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

/** Node's own stack, without JSPI and with what older engines need to call C, is full much earlier than a browser's. */
const NODE_STACK_BYTES = 200_000;

/** Bounds the stack of what runs afterwards, as at a program's start. */
export function limitStack(): void {
  const limit = new StackLimit(running(), NODE_STACK_BYTES);
  const globals = running().toPy({ begin: () => limit.begin() });
  running().runPython("begin()", { globals });
  globals.destroy();
}

/** What a Python script leaves in `result`. */
export function run(script: string): unknown {
  const python = running();
  const text = python.runPython(`${script}\nimport json\njson.dumps(result)`, { globals: python.toPy({}) });
  return JSON.parse(String(text));
}

/** The same under the machine's own python3. Skips the test that asks where there is none. */
export function runNatively(script: string, context: TestContext): unknown {
  try {
    const output = execFileSync("python3", ["-c", `${script}\nimport json\nprint(json.dumps(result))`]);
    return JSON.parse(output.toString());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return context.skip("python3 is not installed");
  }
}

/** The type and the text of what an expression raises, or its value. */
export function outcome(expression: string, prelude = "import socket, errno, os, time"): unknown {
  return run(`${prelude}
try:
    result = repr(${expression})
except BaseException as error:
    result = type(error).__name__ + ": " + str(error)`);
}
