import type { PyodideAPI } from "pyodide";

interface Internals {
  _api: { on_fatal?: (error: unknown) => void; fatal_error: (error: unknown) => never };
}

/** The program's end by `os._exit` and the like, which is no failure. */
const EXIT = "Exit";

const STACK_FULL =
  "stack overflow: functions of C called each other until the browser's stack was full, without a check that raises RecursionError";

/**
 * Reports what ended the interpreter, in the form that CPython has for it. One kind is known: a stack of the browser that was full
 * of functions of C which have no limit, such as the hash of a deep tuple. Nothing of Python can run afterwards.
 */
export class FatalErrors {
  readonly #report: (text: string) => void;
  readonly #decoder = new TextDecoder();
  #isFailing = false;
  #dumped = "";

  constructor(pyodide: PyodideAPI, report: (text: string) => void) {
    this.#report = report;
    // SAFETY: these are Pyodide's own names in the version that is pinned; a canary shows them.
    const { _api } = pyodide as unknown as Internals;
    const failed = _api.fatal_error;
    _api.fatal_error = (error) => {
      this.#isFailing = true;
      return failed(error);
    };
    _api.on_fatal = (error) => this.#failed(error);
  }

  /**
   * Whether these bytes of standard output belong to where the program was: Pyodide has CPython dump that there, just before it says
   * what happened.
   */
  isDump(bytes: Uint8Array): boolean {
    if (this.#isFailing) this.#dumped += this.#decoder.decode(bytes);
    return this.#isFailing;
  }

  #failed(error: unknown): void {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (name === EXIT) return;
    const places = this.#dumped.split("\n").filter(isOfProgram).join("\n");
    this.#report(`Fatal Python error: ${isStackFull(message) ? STACK_FULL : message}\n\n${places}`);
  }
}

/** How V8 and SpiderMonkey say it. */
function isStackFull(message: string): boolean {
  return /call stack size|too much recursion/.test(message);
}

function isOfProgram(line: string): boolean {
  return !/^ {2}File "[^"]*(?:_sockpit|_pyodide)[^"]*"/.test(line);
}
