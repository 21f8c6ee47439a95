import type { PyodideAPI } from "pyodide";

/** What Python asks, at every fiftieth point where it may, for a signal; 0 is none. */
export interface SignalSource {
  0: number;
}

/** Has Python ask `source` for signals. Pyodide wants a typed array, of which it reads and writes element 0. */
export function takeSignalsFrom(pyodide: PyodideAPI, source: SignalSource): void {
  // SAFETY: it asks for nothing else of what it is given, as the canary shows.
  pyodide.setInterruptBuffer(source as unknown as Uint8Array);
}
