import type { PyodideAPI } from "pyodide";
import type { SteppingOrder } from "./engine.js";

/** `_sockpit.debugger.stepping`. */
interface SteppingModule {
  configure(settingsJson: string): void;
  set_breakpoints(linesJson: string): void;
  pause(): void;
  release(): void;
  destroy(): void;
}

/** Has the interpreter's debugger do what was asked for. */
export function orderStepping(pyodide: PyodideAPI, order: SteppingOrder): void {
  const module = pyodide.pyimport("_sockpit.debugger.stepping") as SteppingModule;
  switch (order.kind) {
    case "configure":
      module.configure(JSON.stringify(order.stepping));
      break;
    case "breakpoints":
      module.set_breakpoints(JSON.stringify(order.breakpoints));
      break;
    case "pause":
      module.pause();
      break;
    case "release":
      module.release();
      break;
  }
  module.destroy();
}
