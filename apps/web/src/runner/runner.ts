import { pythonAssets } from "virtual:python-assets";
import { pythonRuntimeUrl } from "virtual:python-runtime-url";
import { bytesFromBase64 } from "@sockpit/protocol";
import { PythonRuntime } from "@sockpit/python";
import type { PythonEnd, PythonProgram } from "@sockpit/scenario";
import { pagePython } from "../features/scenario/check/page-python.js";

/** A program as the command line hands it over: as JSON, with files in base64. */
interface HandedProgram extends Omit<PythonProgram, "signal" | "files"> {
  readonly files: Readonly<Record<string, string>>;
}

/** What the command line calls in a page that it has opened with `?runner`: apps/cli/src/run/chromium. */
interface Runner {
  /** Rejects with the reason where this browser cannot run programs, or Python cannot be loaded. */
  prepare(): Promise<void>;
  /** Runs a program to its end. The number is for `stop`. */
  run(number: number, program: HandedProgram): Promise<PythonEnd>;
  stop(number: number): void;
}

declare global {
  var sockpitRunner: Runner | undefined;
}

const support = PythonRuntime.support();
let isReady = () => {};
let isLost = (_: Error) => {};
const ready = new Promise<void>((resolve, reject) => {
  isReady = resolve;
  isLost = reject;
});
ready.catch(() => undefined);
const runtime = support.supported
  ? new PythonRuntime({
      engine: support.engine,
      assets: pythonAssets,
      runtimeUrl: pythonRuntimeUrl,
      onProgress: ({ phase }) => phase === "ready" && isReady(),
      onError: (error) => isLost(error),
    })
  : undefined;
const runPython =
  runtime && pagePython({ baseUrl: location.origin, runPython: (options) => runtime.run(options) });
const running = new Map<number, AbortController>();

globalThis.sockpitRunner = {
  async prepare() {
    if (!support.supported) throw new Error(`this browser has no ${support.missing}`);
    runtime?.preload();
    await ready;
  },
  async run(number, { files, ...program }) {
    if (runPython === undefined) throw new Error("this browser cannot run programs");
    const stop = new AbortController();
    running.set(number, stop);
    try {
      const unpacked = Object.entries(files).map(
        ([path, base64]) => [path, bytesFromBase64(base64)] as const,
      );
      return await runPython({ ...program, files: Object.fromEntries(unpacked), signal: stop.signal });
    } finally {
      running.delete(number);
    }
  },
  stop(number) {
    running.get(number)?.abort();
  },
};
