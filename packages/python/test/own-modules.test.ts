import { expect, test } from "vitest";
import { run } from "./python.js";

const folder = "/tmp/own";

const setUp = `
import importlib, os, shutil, sys, zipfile
shutil.rmtree("${folder}", ignore_errors=True)
os.mkdir("${folder}")
before, path = dict(sys.modules), list(sys.path)
def write(name, text):
    with open(os.path.join("${folder}", name), "w") as file:
        file.write(text)
def put_back():
    sys.modules.clear(); sys.modules.update(before); sys.path[:] = path
from _sockpit.program import own_modules
sys.path.insert(0, "${folder}")
`;

test("a file of a standard module's name is imported in its place", () => {
  const result = run(`${setUp}
write("socket.py", "import socket\\ns = socket.socket()\\n")
write("queue.py", "mine = 1\\n")
write("os.py", "this = 'not found by python3 either'\\n")
own_modules.hide_standard_modules("${folder}")
importlib.invalidate_caches()
messages = []
try:
    import socket
except TypeError as error:
    messages.append(str(error))
import queue
try:
    queue.Queue
except AttributeError as error:
    messages.append(str(error))
import os as imported
result = [*messages, hasattr(imported, "getcwd")]
put_back()`);
  expect(result).toEqual([
    "'module' object is not callable",
    "module 'queue' has no attribute 'Queue'",
    true,
  ]);
});

test("modules of pure Python wheels in the folder can be imported; a wheel that is none is told", () => {
  const result = run(`${setUp}
with zipfile.ZipFile("${folder}/greeting-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("greeting/__init__.py", "from importlib.resources import files\\ntext = files(__name__).joinpath('text.txt').read_text()\\n")
    wheel.writestr("greeting/text.txt", "hello")
    wheel.writestr("greeting-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: greeting\\nVersion: 1.0\\n")
write("broken-1.0-py3-none-any.whl", "no ZIP")
write("fast-1.0-cp314-cp314-linux_x86_64.whl", "not looked at")
import contextlib, io
with contextlib.redirect_stderr(io.StringIO()) as told:
    own_modules.unpack_wheels("${folder}")
importlib.invalidate_caches()
import greeting
from importlib.metadata import version
result = [greeting.text, version("greeting"), told.getvalue()]
shutil.rmtree(own_modules.SITE_PACKAGES)
put_back()`);
  expect(result).toEqual([
    "hello",
    "1.0",
    "broken-1.0-py3-none-any.whl cannot be unpacked: File is not a zip file\n",
  ]);
});
