import type { PyodideAPI } from "pyodide";
import { takeSignalsFrom } from "../../pyodide-internals/interrupt-buffer.js";
import { PythonThreadState } from "../../pyodide-internals/python-thread-state.js";
import { StackLimit } from "../../pyodide-internals/stack-limit.js";
import type { Bridge } from "../bridge/bridge.js";
import { WorkingDirectory } from "../files/working-directory.js";
import { Ticks } from "../ticks.js";
import { watchInterpreter } from "../watch-interpreter.js";
import type { Engine, EngineRun, SteppingOrder } from "./engine.js";
import { orderStepping } from "./stepping-module.js";

interface Runner {
  callPromising(bridge: Bridge, name: string, source: string): Promise<number>;
}

/** An interpreter in this worker, whose stacks are parked while they wait (JSPI): the worker does the rest meanwhile. */
export class ParkingEngine implements Engine {
  readonly holdsOutput = true;
  readonly directory: WorkingDirectory;
  readonly #pyodide: PyodideAPI;
  readonly #stackLimit: StackLimit;
  readonly #threadState: PythonThreadState;
  #ticks: Ticks | undefined;

  constructor(pyodide: PyodideAPI) {
    this.#pyodide = pyodide;
    this.#stackLimit = new StackLimit(pyodide);
    this.#threadState = new PythonThreadState(pyodide);
    this.directory = new WorkingDirectory(pyodide);
  }

  run({ bridge, interrupts, name, source }: EngineRun): Promise<number> {
    this.#ticks = new Ticks(this.#threadState, () => interrupts.isTickNeeded());
    takeSignalsFrom(this.#pyodide, this.#ticks);
    watchInterpreter(this.#pyodide, bridge);
    const runner = this.#pyodide.pyimport("_sockpit.program.runner.run") as Runner;
    return runner.callPromising(bridge, name, source);
  }

  step(order: SteppingOrder): void {
    orderStepping(this.#pyodide, order);
  }

  beginStack(): void {
    this.#stackLimit.begin();
  }

  tickCame(): void {
    this.#ticks?.came();
  }

  /** Python asks for signals itself. */
  setPending(): void {}

  /** Changes are looked for when they are asked for. */
  onFilesFound(): void {}
}
