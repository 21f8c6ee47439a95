import type { PyodideAPI } from "pyodide";

/**
 * Bytes of a Python stack in WebAssembly's memory, after which recursion fails. The browser's own stack, about 1 MiB, is full first
 * otherwise, and ends the interpreter; nobody can ask how full it is. The build makes functions take as much of the one as of the other
 * (`build/stack-accounting.ts`). CPython keeps the last 16 KiB of what is given here as its margin.
 */
const STACK_BYTES = 700_000;

interface Internals {
  HEAPU32: Uint32Array;
  stackSave(): number;
  _PyThreadState_GetUnchecked(): number;
  _PyUnstable_ThreadState_SetStackProtection(state: number, start: number, bytes: number): number;
  /** Where the C variable is. */
  _PyExc_RecursionError: number;
}

// SAFETY: `_module` is Emscripten's module of this very Pyodide, whose version is pinned; its exports are looked at before they
// are used.
function internalsOf(pyodide: PyodideAPI): Internals {
  return (pyodide as unknown as { _module: Internals })._module;
}

/** Makes deep recursion fail with RecursionError before the browser's stack is full, which ends the interpreter. */
export class StackLimit {
  readonly #internals: Internals;
  readonly #bytes: number;

  constructor(pyodide: PyodideAPI, bytes = STACK_BYTES) {
    this.#internals = internalsOf(pyodide);
    this.#bytes = bytes;
  }

  /** To be called by the Python stack (JSPI) that is to be bounded, where it begins: CPython takes each for a thread. */
  begin(): void {
    if (typeof this.#internals._PyUnstable_ThreadState_SetStackProtection !== "function") return;
    const state = this.#internals._PyThreadState_GetUnchecked();
    if (state === 0) return;
    const start = this.#internals.stackSave() - this.#bytes;
    this.#internals._PyUnstable_ThreadState_SetStackProtection(state, start, this.#bytes);
  }
}

/**
 * Has CPython make its RecursionErrors by `maker`, a class of Python: on Linux a recursion comes to the limit of 1,000 levels where
 * here the stack is full, and says so. To be called before programs run.
 */
export function makeRecursionErrorsBy(
  pyodide: PyodideAPI,
  maker: { original: number; own: number },
): boolean {
  const { HEAPU32, _PyExc_RecursionError: address } = internalsOf(pyodide);
  // SAFETY: written only where the variable holds what CPython put there.
  if (!Number.isInteger(address) || HEAPU32[address / 4] !== maker.original) return false;
  HEAPU32[address / 4] = maker.own;
  return true;
}
