/** Where a PyThreadState has its `current_frame`, in bytes: CPython 3.14, 32 bits (cpython/pystate.h). */
export const CURRENT_FRAME_BYTES = 52;

/** What Pyodide keeps of a stack while it is parked. */
interface ParkedStack {
  /** Address of its PyThreadState. */
  threadState: number;
  currentFrame?: number;
}

/** Of Pyodide's module: what its JavaScript gives to WebAssembly, in part. */
interface StackImports {
  /** An object that is not a parked stack says that the stack cannot be parked. */
  saveState(): ParkedStack | object;
  restoreState(state: ParkedStack): void;
}

/**
 * Hides the frames of parked Python stacks from the garbage collector. Its increments follow the frames of
 * every thread state, and some of a parked stack's lie where other stacks have written since: that is a
 * crash (pyodide/pyodide#6464, mended there after the version that is pinned here, in the same way).
 */
export function hideParkedStacks(imports: WebAssembly.Imports, memory: () => Uint32Array): void {
  // SAFETY: the version of Pyodide is pinned; what is missing is told at once.
  const { env } = imports as unknown as { env: StackImports };
  const { saveState, restoreState } = env;
  if (typeof saveState !== "function" || typeof restoreState !== "function") {
    throw new Error("This Pyodide parks its stacks in a way that is not known here.");
  }
  env.saveState = () => {
    const state = saveState();
    if (isParked(state)) {
      const word = (state.threadState + CURRENT_FRAME_BYTES) / 4;
      state.currentFrame = memory()[word] ?? 0;
      memory()[word] = 0;
    }
    return state;
  };
  env.restoreState = (state) => {
    restoreState(state);
    memory()[(state.threadState + CURRENT_FRAME_BYTES) / 4] = state.currentFrame ?? 0;
  };
}

function isParked(state: ParkedStack | object): state is ParkedStack {
  return "threadState" in state && typeof state.threadState === "number";
}
