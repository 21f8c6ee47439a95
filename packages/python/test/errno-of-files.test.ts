import { expect, test } from "vitest";
import { run, runNatively } from "./python.js";

const prelude = `
import builtins, errno, fcntl, io, mmap, os, pickle, shutil, sys, time, zipfile
folder = f"/tmp/errno-{time.time_ns()}"
os.mkdir(folder)
path = os.path.join(folder, "file")
def outcome(function):
    try:
        function()
        return "no error"
    except OSError as error:
        return [repr(type(error)), type(error) is error.__class__, type(error) is OSError, type(error) is getattr(builtins, type(error).__name__), error.errno, error.strerror, isinstance(error, FileNotFoundError), pickle.loads(pickle.dumps(error)).errno]
closed = open(path, "wb", buffering=0)
os.close(closed.fileno())
closed_fd = closed.fileno()
buffered = open(path, "w")
os.close(buffered.fileno())
buffered.write("x")
sys.stderr = io.StringIO()
`;

test.for([
  ["writing to a file whose descriptor was closed", `closed.write(b"a")`],
  ["flushing a buffer into one", `buffered.flush()`],
  ["seeking in one", `closed.seek(0, 2)`],
  ["truncating one", `closed.truncate(1)`],
  ["a place before the start", `open(path, "rb", buffering=0).seek(-5)`],
  ["FileIO of a folder", `io.FileIO(folder)`],
  ["FileIO of no file", `io.FileIO(folder + "/none")`],
  ["FileIO of a new file that exists", `io.FileIO(path, "x")`],
  [
    "an error that the program makes with a number of Linux",
    `(_ for _ in ()).throw(OSError(28, "No space left on device"))`,
  ],
  [
    "one with a number that Emscripten has for another",
    `(_ for _ in ()).throw(OSError(44, "Channel number out of range", path))`,
  ],
  ["one with two paths", `(_ for _ in ()).throw(OSError(20, "Not a directory", path, None, folder))`],
  ["mmap of a bad descriptor", `mmap.mmap(9999, 100)`],
  ["an unknown fcntl", `fcntl.fcntl(os.open(path, os.O_RDONLY), 9999)`],
  ["fcntl of a bad descriptor", `fcntl.fcntl(9999, fcntl.F_GETFL)`],
  ["ioctl of a file", `fcntl.ioctl(os.open(path, os.O_RDONLY), 0x5413, bytes(8))`],
  ["flock of a bad descriptor", `fcntl.flock(9999, fcntl.LOCK_EX)`],
  ["flock", `fcntl.flock(os.open(path, os.O_RDONLY), fcntl.LOCK_EX)`],
  ["lockf of a bad descriptor", `fcntl.lockf(9999, fcntl.LOCK_EX)`],
  ["a long name in open", `open(folder + "/" + "x" * 300, "w")`],
  ["a name of many bytes", `open(folder + "/" + "\\u5b57" * 100, "w")`],
  ["a name of 255 bytes", `open(folder + "/" + "\\u5b57" * 85, "w").close()`],
  ["a long name in mkdir", `os.mkdir(folder + "/" + "x" * 300)`],
  ["a long path", `os.stat("/x" * 2048)`],
  ["an unknown clock", `time.clock_gettime(99)`],
  ["an offset of sendfile", `os.sendfile(os.open(path, os.O_WRONLY), os.open(path, os.O_RDONLY), -1, 5)`],
  ["a folder that is no folder", `os.listdir(path)`],
  ["a folder that is not empty", `os.rmdir(folder)`],
  ["a loop of links", `(os.symlink("loop", folder + "/loop"), os.stat(folder + "/loop"))`],
  ["a ZIP that is missing", `zipfile.ZipFile(folder + "/none.zip")`],
  [
    "a file that went while a folder was listed",
    `[(os.unlink(e.path), e.stat(follow_symlinks=True)) for e in os.scandir(folder) if e.name == "file"]`,
  ],
  [
    "an error of an opener",
    `open(path, opener=lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))`,
  ],
])("%s raises what python3 raises", ([, expression], context) => {
  const script = `${prelude}\nresult = outcome(lambda: ${expression})\nshutil.rmtree(folder)`;
  expect(run(script)).toEqual(runNatively(script, context));
});
