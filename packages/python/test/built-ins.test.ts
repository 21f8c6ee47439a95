import { expect, test } from "vitest";
import { run, runNatively } from "./python.js";

const inClass = `
import time, os, socket, select, signal, struct, threading, fcntl
class Kept:
    clock, sleep, opener, pid, pack = time.monotonic, time.sleep, open, os.getpid, struct.pack
    find, wait, ask, lock = socket.gethostbyname, select.select, input, threading._allocate_lock
kept = Kept()
result = [kept.pack("!H", 1).hex(), kept.find("127.0.0.1"), type(kept.opener("/dev/null")).__name__, kept.lock() is not None]`;

test("a function that a class holds is no method of it, as with built-ins", (context) => {
  expect(run(inClass)).toEqual(runNatively(inClass, context));
});

test("types that are written in C on Linux take no attributes, and can be derived from", (context) => {
  const script = `
import socket, struct, threading
result = []
for cls in (socket.SocketType, struct.Struct, type(threading.Lock()), threading.local):
    try:
        cls.note = 1
    except TypeError as error:
        result.append(str(error))
try:
    threading.Lock().note
except AttributeError as error:
    result.append(str(error))
class Local(threading.local):
    note = 1
Local.note = 2
result.append(Local().note)`;
  expect(run(script)).toEqual(runNatively(script, context));
});

test("every function that takes a built-in's place looks like it", () => {
  const plain = run(`
import sys, types
result = []
for name, module in list(sys.modules.items()):
    if not isinstance(module, types.ModuleType) or name.startswith(("_sockpit", "asyncio")):
        continue
    for key, value in vars(module).items():
        if key[0] == "_" or not isinstance(value, types.FunctionType) or value.__module__ == "_sockpit.c_calls":
            continue
        if value.__code__.co_filename.startswith("/lib/sockpit_runtime.zip/"):
            result.append(f"{name}.{key}")
result.sort()`);
  const inPythonOnLinuxToo =
    /^(os\.(popen|spawn|execl|execvp)|traceback\.|getpass\.|webbrowser\.|ssl\.|_threading_local\.|_thread\.install)/;
  expect((plain as string[]).filter((name) => !inPythonOnLinuxToo.test(name))).toEqual([]);
});

test("a built-in has the name, module, text and signature that python3 gives", (context) => {
  const script = `
import time, os, socket, select, inspect, pickle, copy
result = [
    [repr(f), f.__name__, f.__qualname__, f.__module__, f.__self__.__name__, type(f).__name__, inspect.isbuiltin(f),
     f.__text_signature__, copy.copy(f) is f, hasattr(f, "__get__"), bool(f.__doc__)]
    for f in (os.mkdir, os.getpid, os.read, os.pipe, select.select, socket.gethostbyname)]
result.append(pickle.loads(pickle.dumps([select.select, socket.gethostbyname])) == [select.select, socket.gethostbyname])
try:
    os.mkdir.mark = 1
except AttributeError as error:
    result.append("AttributeError")`;
  expect(run(script)).toEqual(runNatively(script, context));
});
