import type { PyodideAPI } from "pyodide";

interface Internals {
  _api: { on_fatal?: (error: unknown) => void };
  FS: {
    getStream(fd: number): {
      stream_ops: {
        write(stream: object, buffer: Int8Array, offset: number, length: number): number;
      };
    };
  };
}

const STANDARD_OUTPUT = 1;

/** The program's end by `os._exit` and the like, which is no failure. */
const EXIT = "Exit";

const STACK_FULL =
  "stack overflow: functions of C called each other until the browser's stack was full, without a check that raises RecursionError";

/**
 * Reports what ended the interpreter, in the form that CPython has for it. One kind is known: a stack of the browser that was full
 * of functions of C which have no limit, such as the hash of a deep tuple. Nothing of Python can run afterwards.
 */
export function onFatalError(pyodide: PyodideAPI, report: (text: string) => void): void {
  // SAFETY: these are Pyodide's and Emscripten's own names in the version that is pinned; a canary shows them.
  const { _api, FS } = pyodide as unknown as Internals;
  // Where Pyodide has CPython dump its stack before it calls `on_fatal`. Nothing else of C prints there.
  let dumped = "";
  const decoder = new TextDecoder();
  const stream = FS.getStream(STANDARD_OUTPUT);
  stream.stream_ops = {
    ...stream.stream_ops,
    write: (_stream, buffer, offset, length) => {
      dumped += decoder.decode(buffer.slice(offset, offset + length), { stream: true });
      return length;
    },
  };
  _api.on_fatal = (error) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (name === EXIT) return;
    const places = dumped.split("\n").filter(isOfProgram).join("\n");
    report(`Fatal Python error: ${isStackFull(message) ? STACK_FULL : message}\n\n${places}`);
  };
}

/** How V8 and SpiderMonkey say it. */
function isStackFull(message: string): boolean {
  return /call stack size|too much recursion/.test(message);
}

function isOfProgram(line: string): boolean {
  return !/^ {2}File "[^"]*(?:_sockpit|_pyodide)[^"]*"/.test(line);
}
