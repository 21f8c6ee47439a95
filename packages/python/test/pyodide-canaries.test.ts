import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide, type PyodideAPI } from "pyodide";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runtimeArchive } from "../src/build/runtime-archive.js";
import { refineClocks } from "../src/pyodide-internals/clocks.js";
import { FatalErrors } from "../src/pyodide-internals/fatal-errors.js";
import { takeSignalsFrom } from "../src/pyodide-internals/interrupt-buffer.js";
import { CURRENT_FRAME_BYTES, hideParkedStacks } from "../src/pyodide-internals/parked-stacks.js";
import { PythonThreadState } from "../src/pyodide-internals/python-thread-state.js";
import { makeRecursionErrorsBy, StackLimit } from "../src/pyodide-internals/stack-limit.js";
import { takeStandardOutput } from "../src/pyodide-internals/standard-streams.js";
import { TICK_SIGNAL } from "../src/shared/tick-signal.js";
import { prepare } from "../src/worker/prepare.js";

/** What we assume of Pyodide and CPython beyond their documentation, one test each: docs/upgrading-pyodide.md. */

interface Internals {
  HEAPU8: Uint8Array;
  FS: Record<string, unknown>;
}

let pyodide: PyodideAPI;
let internals: Internals;
let imports: WebAssembly.Imports = {};
const { instantiate } = WebAssembly;

beforeAll(async () => {
  // What Pyodide's JavaScript gives to WebAssembly is to be seen only on its way there.
  WebAssembly.instantiate = ((source: BufferSource, given: WebAssembly.Imports) => {
    if (given?.["env"] !== undefined) imports = given;
    return instantiate(source, given);
  }) as typeof instantiate;
  pyodide = await loadPyodide();
  internals = (pyodide as unknown as { _module: Internals })._module;
}, 60_000);

afterAll(() => {
  WebAssembly.instantiate = instantiate;
});

function python(source: string): unknown {
  const text = pyodide.runPython(`${source}\nimport json\njson.dumps(result)`, { globals: pyodide.toPy({}) });
  return JSON.parse(String(text));
}

/** CPython's `_Py_DebugOffsets`, which debuggers find by its first 8 bytes, as numbers of 8 bytes (pycore_debug_offsets.h). */
function debugOffsets(): number[] {
  const { buffer } = internals.HEAPU8;
  const at = Buffer.from(buffer).indexOf("xdebugpy");
  expect(at, "the table of offsets for debuggers").toBeGreaterThan(0);
  const view = new DataView(buffer, at);
  return Array.from({ length: 60 }, (_, index) => Number(view.getBigUint64(8 * index, true)));
}

describe("pyodide-internals", () => {
  test("stack-limit: CPython bounds a stack where it is told to, and its variable holds the class of RecursionErrors", () => {
    const ids = python("result = [id(RecursionError), id(RecursionError)]") as [number, number];
    expect(makeRecursionErrorsBy(pyodide, { original: ids[0], own: ids[1] })).toBe(true);
    const globals = pyodide.toPy({ begin: () => new StackLimit(pyodide, 60_000).begin() });
    const script = `
begin()
class Name:
    def __str__(self): return f"{self}"
try:
    str(Name())
except RecursionError as error:
    result = str(error)
result`;
    expect(pyodide.runPython(script, { globals })).toMatch(/^Stack overflow \(used /);
    globals.destroy();
  });

  test("parked-stacks: a thread state has its current frame where the offset says", () => {
    const offsets = debugOffsets();
    expect(offsets[1], "the version of the table").toBe(python("import sys\nresult = sys.hexversion"));
    // Of a thread state the table gives size, prev, next, interp, current_frame; three pointers come first in it.
    const prev = offsets.findIndex(
      (value, index) => value === 0 && offsets[index + 1] === 4 && offsets[index + 2] === 8,
    );
    expect(offsets[prev + 3]).toBe(CURRENT_FRAME_BYTES);
  });

  test("parked-stacks: WebAssembly imports saveState and restoreState from env", () => {
    expect(() => hideParkedStacks({ env: { ...imports["env"] } }, () => new Uint32Array())).not.toThrow();
  });

  test("clocks: WebAssembly imports clock_time_get and _tzset_js from env", () => {
    expect(() => refineClocks({ env: { ...imports["env"] } }, () => new Uint32Array())).not.toThrow();
  });

  test("python-thread-state: a signal that is set marks one bit near the start of the thread state", () => {
    pyodide.runPython(`import signal\nsignal.signal(${TICK_SIGNAL}, lambda *_: None)`);
    expect(new PythonThreadState(pyodide).isKnown).toBe(true);
  });

  test("interrupt-buffer: Python asks element 0 of any object while it computes", () => {
    let asked = 0;
    takeSignalsFrom(pyodide, {
      get 0() {
        asked += 1;
        return 0;
      },
      set 0(_taken: number) {},
    });
    pyodide.runPython("for _ in range(100_000): pass");
    pyodide.setInterruptBuffer(new Uint8Array(1));
    expect(asked).toBeGreaterThan(10);
  });

  test("file-numbers and name-lengths: Emscripten's FS has what is replaced", () => {
    const { FS } = internals;
    for (const name of [
      "nextfd",
      "dupStream",
      "getStream",
      "lookupPath",
      "lookupNode",
      "mayCreate",
      "ErrnoError",
    ]) {
      expect(FS[name], `FS.${name}`).toBeTypeOf("function");
    }
    expect(FS["streams"]).toBeInstanceOf(Array);
    expect(FS["MAX_OPEN_FDS"]).toBeTypeOf("number");
  });

  test("Emscripten numbers its errors as our JavaScript does", () => {
    expect(python("import errno\nresult = [errno.EMFILE, errno.ENAMETOOLONG, errno.EIO]")).toEqual([
      33, 37, 29,
    ]);
  });

  test("load-pyodide: the loader fetches, and compiles while it streams", () => {
    const loader = readFileSync(
      fileURLToPath(new URL("../node_modules/pyodide/pyodide.mjs", import.meta.url)),
      "utf8",
    );
    for (const name of ["fetch(", "instantiateStreaming", "createPyodideModule"])
      expect(loader).toContain(name);
  });

  test("load-pyodide: the lockfile that says there are no packages names this version", () => {
    const source = readFileSync(
      fileURLToPath(new URL("../src/pyodide-internals/load-pyodide.ts", import.meta.url)),
      "utf8",
    );
    expect(source).toContain(`version: "${pyodide.version}"`);
    expect(source).toContain(`python: "${python("import platform\nresult = platform.python_version()")}"`);
  });

  test("A snapshot of an interpreter that is ready starts another, with our modules", async () => {
    const first = await loadPyodide({ _makeSnapshot: true });
    prepare(first, runtimeArchive());
    const second = await loadPyodide({ _loadSnapshot: first.makeMemorySnapshot() });
    expect(second.runPython("import socket; socket.SO_REUSEADDR")).toBe(2);
  }, 60_000);
});

/** A module's source, for an interpreter in which the package is not installed. */
function sourceOf(name: string): string {
  const path = `../runtime/src/_sockpit/pyodide_internals/${name}.py`;
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
}

describe("_sockpit.pyodide_internals", () => {
  test("errno_classes: the collector knows CPython's dict from errno to class", () => {
    const source = sourceOf("errno_classes");
    expect(
      python(`import errno
names = {}
exec(${JSON.stringify(source)}, names)
table = names["find"](errno.ECONNREFUSED, errno.ENOENT)
table[9999] = BrokenPipeError
result = type(OSError(9999, "")).__name__
del table[9999]`),
    ).toBe("BrokenPipeError");
  });

  test("object_classes: an object's class is the last of PyObject, and a subclass without slots is laid out as its base", () => {
    const source = sourceOf("object_classes");
    expect(
      python(`import gc
names = {}
exec(${JSON.stringify(source)}, names)
names["check"]()
class Made(OSError):
    __slots__ = ()
error = Made(2, "text", "path")
names["become"](error, FileNotFoundError)
gc.collect()
result = [type(error) is FileNotFoundError, str(error), Made.__basicsize__ == FileNotFoundError.__basicsize__]`),
    ).toEqual([true, "[Errno 2] text: 'path'", true]);
  });

  test("c_types: a type has its name and its flags where they are set", () => {
    const source = sourceOf("c_types");
    expect(
      python(`names = {}
exec(${JSON.stringify(source)}, names)
class Base:
    __slots__ = ()
    __module__ = "of_c"
class Sub(Base): pass
names["look_written_in_c"](Base)
Sub.own = 1
result = [isinstance(Base(), Base), Sub().own, Base.__name__]
for use in (lambda: setattr(Base, "own", 1), lambda: Base().own):
    try:
        use()
    except (TypeError, AttributeError) as error:
        result.append(str(error))`),
    ).toEqual([
      true,
      1,
      "Base",
      "cannot set 'own' attribute of immutable type 'of_c.Base'",
      "'of_c.Base' object has no attribute 'own'",
    ]);
  });

  test.for([
    ["traceback_walkers", "traceback", "_walk_tb_with_full_positions"],
    ["standard_library", "_frozen_importlib", "_thread"],
    ["standard_library", "socket", "io"],
    ["event_loops", "asyncio.base_events", "_HAS_IPv6"],
    ["event_loops", "asyncio.events", "_set_event_loop_policy"],
    ["promises", "asyncio", "ensure_future"],
    ["thread_locals", "_threading_local", "current_thread"],
    ["thread_locals", "_threading_local", "_patch"],
    ["private_names", "atexit", "_run_exitfuncs"],
    ["private_names", "threading", "_shutdown"],
    ["private_names", "_posixsubprocess", "fork_exec"],
  ])("%s: %s has %s", ([, module, name]) => {
    expect(
      python(`import importlib\nresult = hasattr(importlib.import_module("${module}"), "${name}")`),
    ).toBe(true);
  });

  test("event_loops: Pyodide's asyncio.run wraps CPython's", () => {
    expect(python("import asyncio\nresult = asyncio.run.__wrapped__.__module__")).toBe("asyncio.runners");
  });

  test("native_struct: C's long and pointers have 4 bytes here", () => {
    expect(python('import struct\nresult = [struct.calcsize(code) for code in "lLnNP"]')).toEqual([
      4, 4, 4, 4, 4,
    ]);
  });

  test("private_names: the settings of the build are a module that names the platform", () => {
    expect(
      python(`import importlib.util, sys
name = f"_sysconfigdata_{sys.abiflags}_{sys.platform}_{sys.implementation._multiarch}"
result = [sys.platform, importlib.util.find_spec(name) is not None]`),
    ).toEqual(["emscripten", true]);
  });

  test("stepping and library-archive: the standard library is /lib/python314.zip", () => {
    expect(python("import sys\nresult = sys.path")).toContain("/lib/python314.zip");
  });
});

test("standard-streams: what os.write and copies of a stream write is taken", () => {
  const taken: string[] = [];
  takeStandardOutput(pyodide, (stream, bytes) => taken.push(`${stream} ${new TextDecoder().decode(bytes)}`));
  pyodide.runPython(`import os
os.write(1, b"one")
os.write(2, b"two")
copy = os.dup(1)
os.write(copy, b"three")
os.close(copy)
file = os.open("/dev/stderr", os.O_WRONLY)
os.write(file, b"four")
os.close(file)`);
  expect(taken).toEqual(["stdout one", "stderr two", "stdout three", "stderr four"]);
});

test("standard-streams: a stream is closed by its stream_ops.fsync", () => {
  const { getStream } = internals.FS as unknown as { getStream(fd: number): { stream_ops: object } };
  const synchronized: number[] = [];
  for (const fd of [0, 1, 2]) {
    const stream = getStream(fd);
    const before = stream.stream_ops;
    stream.stream_ops = { ...before, fsync: () => synchronized.push(fd) };
    pyodide.runPython(`import os\nos.close(os.dup(${fd}))`);
    stream.stream_ops = before;
  }
  expect(synchronized).toEqual([0, 1, 2]);
});

test("standard_devices: each standard stream is a device of its own, and so are its copies", () => {
  const script = `
import os
copies = [os.dup(fd) for fd in range(3)]
result = [[os.fstat(fd).st_rdev for fd in (0, 1, 2)], [os.fstat(fd).st_rdev for fd in copies]]
result.append([os.stat("/dev/" + name).st_rdev for name in ("stdin", "stdout", "stderr")])
for fd in copies: os.close(fd)
`;
  const [streams, copies, paths] = python(script) as [number[], number[], number[]];
  expect(new Set(streams).size).toBe(3);
  expect(copies).toEqual(streams);
  expect(paths).toEqual(streams);
});

// The last: nothing of Python runs afterwards.
test("fatal-errors: what ends the interpreter is reported with the place where it was", () => {
  const reported: string[] = [];
  const fatalErrors = new FatalErrors(pyodide, (text) => reported.push(text));
  takeStandardOutput(pyodide, (_stream, bytes) => void fatalErrors.isDump(bytes));
  const script =
    "deep = ()\nfor level in range(100_000): deep = (deep,)\ndef hash_it(): hash(deep)\nhash_it()";
  expect(() => pyodide.runPython(script, { filename: "deep.py" })).toThrow();
  expect(reported.join("")).toMatch(
    /^Fatal Python error: stack overflow: .*\n\n.*\n {2}File "deep.py", line 3 in hash_it\n/,
  );
});
