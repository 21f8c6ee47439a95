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
from _sockpit.program import own_modules, wheels
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
    wheels.unpack("${folder}")
importlib.invalidate_caches()
import greeting
from importlib.metadata import version
result = [greeting.text, version("greeting"), told.getvalue()]
shutil.rmtree(wheels.SITE_PACKAGES)
put_back()`);
  expect(result).toEqual([
    "hello",
    "1.0",
    "broken-1.0-py3-none-any.whl cannot be unpacked: File is not a zip file\n",
  ]);
});

test("a wheel that cannot be used is reported with the reason, and so are packages that one needs", () => {
  const result = run(`${setUp}
def make(name, *files):
    with zipfile.ZipFile(os.path.join("${folder}", name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files:
            wheel.writestr(path, content)
metadata = "Name: a\\nRequires-Dist: Zope.Interface (>=4)\\nRequires-Dist: idna<4,>=2\\nRequires-Dist: b; extra == 'x'\\n\\nRequires-Dist: text"
make("a-1.0-py2.py3-none-any.whl", ("a.py", ""), ("a-1.0.dist-info/METADATA", metadata))
make("zope_interface-5-py3-none-any.whl", ("zope/__init__.py", ""))
make("old-1.0-py2-none-any.whl", ("old.py", ""))
make("later-1.0-py399-none-any.whl", ("later.py", ""))
make("native-1.0-py3-none-any.whl", ("native/fast.so", ""))
make("path-1.0-py3-none-any.whl", ("../../escaped.py", ""))
make("strange-none-any.whl", ("strange.py", ""))
make("huge-1.0-py3-none-any.whl", ("zeros", bytes(2000)))
wheels.MAX_UNPACKED_BYTES, limit = 1000, wheels.MAX_UNPACKED_BYTES
import contextlib, io
with contextlib.redirect_stderr(io.StringIO()) as told:
    wheels.unpack("${folder}")
wheels.MAX_UNPACKED_BYTES = limit
result = told.getvalue().splitlines()
shutil.rmtree(wheels.SITE_PACKAGES)
put_back()`);
  expect(result).toEqual([
    "huge-1.0-py3-none-any.whl cannot be unpacked: it has 2000 bytes unpacked, and all wheels together may have 1000",
    "later-1.0-py399-none-any.whl cannot be unpacked: it is for py399, and this is Python 3.14",
    "native-1.0-py3-none-any.whl cannot be unpacked: native/fast.so is compiled for one system; only pure Python can be imported here",
    "old-1.0-py2-none-any.whl cannot be unpacked: it is for py2, and this is Python 3.14",
    "path-1.0-py3-none-any.whl cannot be unpacked: ../../escaped.py would leave its folder",
    "strange-none-any.whl cannot be unpacked: its name is not that of a wheel, <name>-<version>-py3-none-any.whl",
    "a-1.0-py2.py3-none-any.whl needs further packages: idna. Add their wheels as well.",
  ]);
});
