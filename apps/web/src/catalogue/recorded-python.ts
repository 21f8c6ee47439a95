import type { LabEvent } from "@sockpit/protocol";
import type { PythonProgram, PythonProgramOptions } from "@sockpit/python";
import type { PythonEngineOptions } from "../features/runs/python-engine.js";
import { recordedFailure } from "../fixtures/recorded-failure.js";
import type { Situation } from "./story.js";

/** Python without Pyodide: programs start, print and end as a recorded lab says. */
export function recordedPython(
  events: readonly LabEvent[],
  { python = "ready", steps = {} }: Situation,
): PythonEngineOptions {
  return {
    support:
      python === "unsupported"
        ? { supported: false, missing: "secureContext" }
        : { supported: true, engine: "jspi" },
    create: (_engine, { onProgress, onError }) => ({
      preload: () => {
        if (python === "ready") onProgress({ phase: "ready", loadedBytes: 0, totalBytes: 0 });
        if (python === "loading")
          onProgress({ phase: "download", loadedBytes: 4_200_000, totalBytes: 14_000_000, leftMs: 2_600 });
        if (python === "starting")
          onProgress({ phase: "start", loadedBytes: 14_000_000, totalBytes: 14_000_000, leftMs: 1_400 });
        if (python === "failed") onError(new Error("pyodide.asm.wasm: 404"));
      },
      run: (options) => {
        queueMicrotask(() => {
          replay(events, options);
          steps[options.name]?.(options);
        });
        return idle;
      },
      changeFiles: () => {},
      dispose: () => {},
    }),
  };
}

function replay(events: readonly LabEvent[], program: PythonProgramOptions): void {
  const start = events.find((event) => event.event === "processStarted" && event.name === program.name);
  if (start?.event !== "processStarted") return;
  program.onStarted(start.pid);
  for (const event of events) {
    if (event.event === "output" && event.pid === start.pid) program.onOutput(event.stream, event.text);
    if (event.event !== "processEnded" || event.pid !== start.pid) continue;
    const failure = event.status === 0 ? undefined : recordedFailure(events, start.pid);
    if (failure !== undefined) program.onFailed?.(failure);
    program.onEnded({ status: event.status, reason: "exited" });
  }
}

const idle: PythonProgram = {
  state: "running",
  answer: () => {},
  resume: () => {},
  pause: () => {},
  setBreakpoints: () => {},
  stop: () => {},
  kill: async () => {},
};
