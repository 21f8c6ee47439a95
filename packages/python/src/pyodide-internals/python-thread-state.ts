import type { PyodideAPI } from "pyodide";
import { TICK_SIGNAL } from "../shared/tick-signal.js";

/** Words of a PyThreadState that are looked through. */
const LOOKED_AT_WORDS = 16;

interface Internals {
  HEAPU32: Uint32Array;
  _PyThreadState_GetUnchecked(): number;
  _PyErr_SetInterruptEx(signal: number): number;
}

/**
 * CPython tells a signal to the thread state that it was born with, and to no other; but each Python stack
 * (JSPI) has a thread state of its own. This one tells it to whichever runs.
 */
export class PythonThreadState {
  readonly #internals: Internals;
  readonly #mark: { word: number; bit: number } | undefined;

  /** To be made while the first thread state is the current one, before any Python stack was parked. */
  constructor(pyodide: PyodideAPI) {
    // SAFETY: `_module` is Emscripten's module of this very Pyodide, whose version is pinned; its exports
    // are looked at before they are used.
    const internals = (pyodide as unknown as { _module: Internals })._module;
    this.#internals = internals;
    this.#mark = findMark(internals);
  }

  /** Whether threads that compute can be made to yield. */
  get isKnown(): boolean {
    return this.#mark !== undefined;
  }

  /** Makes the running stack look for signals at its next step. */
  markSignalPending(): void {
    if (this.#mark === undefined) return;
    const state = this.#internals._PyThreadState_GetUnchecked();
    if (state === 0) return;
    const { word, bit } = this.#mark;
    const index = state / 4 + word;
    // SAFETY: `index` is where `findMark` saw CPython itself set this bit of a thread state.
    this.#internals.HEAPU32[index] = (this.#internals.HEAPU32[index] ?? 0) | bit;
  }
}

/**
 * Where a thread state says "look for signals" (`eval_breaker` in CPython): found by having CPython set it.
 * The tick that this raises finds nothing to do.
 */
function findMark(internals: Internals): { word: number; bit: number } | undefined {
  if (typeof internals._PyThreadState_GetUnchecked !== "function") return undefined;
  if (typeof internals._PyErr_SetInterruptEx !== "function") return undefined;
  const state = internals._PyThreadState_GetUnchecked();
  if (state === 0 || state % 4 !== 0) return undefined;
  const look = () => internals.HEAPU32.slice(state / 4, state / 4 + LOOKED_AT_WORDS);
  const before = look();
  internals._PyErr_SetInterruptEx(TICK_SIGNAL);
  const changes = [...look()]
    .map((value, word) => ({ word, bit: value ^ (before[word] ?? 0) }))
    .filter(({ bit }) => bit !== 0);
  const [change] = changes;
  if (change === undefined || changes.length > 1) return undefined;
  const isOneBit = (change.bit & (change.bit - 1)) === 0;
  return isOneBit ? change : undefined;
}
