import { expect, test } from "vitest";
import { run, runNatively } from "./python.js";

const setUp = "from _sockpit.linux import processes; processes.attach(7)";

test("ctypes has structures with Linux's sizes", (context) => {
  const script = `
import ctypes
class UDPHeader(ctypes.BigEndianStructure):
    _fields_ = [(name, ctypes.c_uint16) for name in ("src", "dst", "length", "sum")]
class Mixed(ctypes.Structure):
    _fields_ = [("a", ctypes.c_char), ("b", ctypes.c_long), ("c", ctypes.c_uint8, 4), ("d", ctypes.c_size_t)]
header = UDPHeader.from_buffer_copy(b"\\x1f\\x98\\x00\\x35\\x00\\x0c\\xbe\\xef")
result = [header.src, header.dst, header.length, header.sum, ctypes.sizeof(Mixed), ctypes.c_long.__name__,
          Mixed.b.offset, Mixed.d.offset, bytes(Mixed(b"x", 2**40, 3, 4)).hex()]`;
  expect(run(script)).toEqual(runNatively(script, context));
});

test.for(["pwd", "grp", "resource", "readline", "syslog"])(
  "%s can be imported, with the names of Linux",
  (name, context) => {
    const script = `import ${name}\nresult = sorted(n for n in dir(${name}) if n[0] != "_")`;
    const ours = run(script) as string[];
    const seldomUsed = /^(RUSAGE_BOTH|error|get_pre_input_hook|backend|get_current_hook)$/;
    const missing = (runNatively(script, context) as string[]).filter(
      (native) => !ours.includes(native) && !seldomUsed.test(native),
    );
    expect(missing).toEqual([]);
  },
);

test("os, time and hashlib have the calls of Linux that a lab can answer", () => {
  const names =
    `geteuid getegid getgroups getresuid getresgid setuid seteuid setgroups getrandom link mkfifo mknod lchown preadv pwritev
posix_fallocate nice sched_getaffinity sched_setaffinity sched_yield getpriority setpriority`.split(/\s+/);
  expect(run(`import os\nresult = [n for n in ${JSON.stringify(names)} if not hasattr(os, n)]`)).toEqual([]);
  expect(
    run("import time\nresult = [time.thread_time() >= 0, time.thread_time_ns() >= 0, time.tzset()]"),
  ).toEqual([true, true, null]);
});

test("a program runs as root, and can give that up once", () => {
  // In an interpreter of its own it would stay so; here it is put back.
  const script = `${setUp}
import os, pwd
before = [os.geteuid(), pwd.getpwuid(os.getuid()).pw_name]
os.setresuid(1000, 1000, -1)
try:
    os.setuid(5)
except PermissionError as error:
    refused = error.errno
changed = os.getresuid()
os.seteuid(0)
os.setuid(0)
result = [before, refused, changed, os.getresuid()]`;
  expect(run(script)).toEqual([[0, "root"], 1, [1000, 1000, 0], [0, 0, 0]]);
});

test("preadv, pwritev and posix_fallocate do what they do on Linux", (context) => {
  const script = `
import os
fd = os.open(f"/tmp/vectors-{os.urandom(4).hex()}", os.O_RDWR | os.O_CREAT)
written = os.pwritev(fd, [b"abc", bytearray(b"defg")], 2)
buffers = [bytearray(3), bytearray(10)]
read = os.preadv(fd, buffers, 1)
os.posix_fallocate(fd, 0, 20)
result = [written, read, [bytes(b).hex() for b in buffers], os.fstat(fd).st_size]
os.close(fd)`;
  expect(run(script)).toEqual(runNatively(script, context));
});

test("semaphores and locks of multiprocessing work between threads", (context) => {
  const script = `
import multiprocessing
context = multiprocessing.get_context("fork")
lock, recursive, semaphore = context.Lock(), context.RLock(), context.BoundedSemaphore(2)
result = [lock.acquire(), lock.acquire(False), lock.acquire(True, 0), recursive.acquire(), recursive.acquire()]
lock.release(); recursive.release(); recursive.release(); semaphore.acquire(); semaphore.release()
for wrong in (semaphore.release, lock.release, recursive.release):
    try:
        wrong()
    except (ValueError, AssertionError) as error:
        result.append([type(error).__name__, str(error)])`;
  expect(run(`${setUp}\n${script}`)).toEqual(runNatively(script, context));
});

test("files are not inheritable until they are made so, and only what is open can be", (context) => {
  const script = `
import os
with open("/tmp/inheritable", "w") as file:
    fd = file.fileno()
    result = [os.get_inheritable(fd), os.set_inheritable(fd, True), os.get_inheritable(fd), os.get_inheritable(1)]
    os.set_inheritable(fd, False)
for call in (lambda: os.set_inheritable(9999, True), lambda: os.get_inheritable(9999), lambda: os.get_inheritable(-1)):
    try:
        call()
    except OSError as error:
        result.append([error.errno, error.strerror])`;
  expect(run(script)).toEqual(runNatively(script, context));
});

test("a file's inheritable mark goes with it, is no copy's, and is what fcntl says", (context) => {
  const script = `
import fcntl, os
def open_file():
    return os.open("/tmp/marked", os.O_CREAT | os.O_RDWR)
fd = open_file()
result = [fcntl.fcntl(fd, fcntl.F_GETFD), fcntl.fcntl(fd, fcntl.F_SETFD, 0), os.get_inheritable(fd)]
os.set_inheritable(fd, True)
copy = os.dup(fd)
result += [os.get_inheritable(copy), fcntl.fcntl(fd, fcntl.F_GETFD)]
os.close(fd)
again = open_file()
result += [again == fd, os.get_inheritable(again)]
os.dup2(again, copy)
result.append(os.get_inheritable(copy))
os.dup2(again, copy, False)
result.append(os.get_inheritable(copy))
with open(again, "wb", buffering=0) as file:
    os.set_inheritable(again, True)
result.append(os.get_inheritable(open_file()))`;
  expect(run(script)).toEqual(runNatively(script, context));
});

test("a module that is imported anew is the page's own, not the interpreter's, which would block all threads", () => {
  const script = `
import queue, sys
result = []
for name in ("_queue", "_thread", "_socket", "select", "pwd"):
    module = sys.modules.pop(name)
    result.append(__import__(name) is module)
import _queue
result.append(_queue.SimpleQueue is queue.SimpleQueue)
import socket
result.append(hasattr(socket, "IPPROTO_MAX"))`;
  expect(run(script)).toEqual([true, true, true, true, true, true, false]);
});
