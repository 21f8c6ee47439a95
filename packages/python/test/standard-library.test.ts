import { expect, test } from "vitest";
import { run } from "./python.js";

test("at the start SIGINT has the handler that signal names as the default", () => {
  expect(run("import signal\nresult = signal.getsignal(signal.SIGINT) is signal.default_int_handler")).toBe(
    true,
  );
});

test("no module of the standard library keeps what was in the place of ours before", () => {
  const script = `import sys, types
replaced = ("selectors", "signal", "socket", "threading")
result = []
for name, module in list(sys.modules.items()):
    if not isinstance(module, types.ModuleType) or name.startswith(("_sockpit", "_frozen")):
        continue
    for key, value in list(vars(module).items()):
        home = getattr(value, "__module__", None)
        if not isinstance(value, (type, types.FunctionType)) or home not in replaced:
            continue
        newest = getattr(sys.modules[home], value.__name__, value)
        if newest is not value and name != home:
            result.append(f"{name}.{key}")`;
  expect(run(script)).toEqual([]);
});

test("socketserver has its servers of Unix sockets, and waits with our selectors", () => {
  expect(
    run(`import selectors, socketserver
result = [hasattr(socketserver, "ThreadingUnixStreamServer"), socketserver._ServerSelector is selectors.PollSelector]`),
  ).toEqual([true, true]);
});
