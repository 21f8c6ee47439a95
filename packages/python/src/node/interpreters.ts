import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { accountForStack } from "../build/stack-accounting.js";
import { askWorker, type ProgramWorker } from "../page/program-worker.js";
import type { EngineKind, InterpreterAssets, WorkerReport } from "../shared/messages.js";
import { pyodideFolder } from "./load-pyodide.js";
import { STACK_MIB } from "./node-host.js";

const hasJspi = "Suspending" in WebAssembly;

/** How programs wait in this Node: version 24 has JSPI, 20 and 22 have not. */
export function engineOfNode(): EngineKind {
  return hasJspi ? "jspi" : "atomics";
}

/** What all interpreters of this process are made from. */
let assets: Promise<InterpreterAssets> | undefined;
/** The memory of an interpreter that is ready, by how it waits. */
const snapshots = new Map<EngineKind, Promise<Uint8Array>>();

/** Starts an interpreter that is ready to run a program. The first in a process takes seconds, another half a second. */
export async function startInterpreter(
  engine: EngineKind,
  signal: AbortSignal | undefined,
): Promise<ProgramWorker> {
  const { loaded, memory } = await unlessAborted(prepare(engine), signal);
  const worker = startWorker();
  try {
    await unlessAborted(
      askWorker(worker, { kind: "boot", engine, assets: loaded, snapshot: memory }),
      signal,
    );
    return worker;
  } catch (error) {
    worker.end();
    throw error;
  }
}

/** Does now what the first interpreter of a process takes seconds for. */
export async function prepareInterpreters(): Promise<void> {
  await prepare(engineOfNode());
}

async function prepare(engine: EngineKind): Promise<{ loaded: InterpreterAssets; memory: Uint8Array }> {
  assets ??= loadAssets();
  const loaded = await assets;
  let snapshot = snapshots.get(engine);
  if (snapshot === undefined) {
    snapshot = makeSnapshot(engine, loaded);
    snapshots.set(engine, snapshot);
    snapshot.catch(() => snapshots.delete(engine));
  }
  return { loaded, memory: await snapshot };
}

/** What a promise gives, or the signal's reason as soon as it is aborted. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  signal?.throwIfAborted();
  const watch = new AbortController();
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason), { signal: watch.signal }),
  );
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    watch.abort();
  }
}

async function loadAssets(): Promise<InterpreterAssets> {
  const wasm = await WebAssembly.compile(
    accountForStack(await readFile(join(pyodideFolder, "pyodide.asm.wasm"))),
  );
  return { assetsUrl: pyodideFolder, runtimeUrl: "", wasm, standardLibrary: new Uint8Array() };
}

async function makeSnapshot(engine: EngineKind, loaded: InterpreterAssets): Promise<Uint8Array> {
  const worker = startWorker();
  try {
    const reply = await askWorker(worker, { kind: "snapshot", engine, assets: loaded });
    if (reply.kind !== "snapshot") throw new Error("Python's worker gave no snapshot.");
    const shared = new Uint8Array(new SharedArrayBuffer(reply.snapshot.byteLength));
    shared.set(reply.snapshot);
    return shared;
  } finally {
    worker.end();
  }
}

function startWorker(): ProgramWorker {
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    resourceLimits: { stackSizeMb: STACK_MIB },
  });
  let report: (message: WorkerReport) => void = () => undefined;
  let failed: (message: string) => void = () => undefined;
  worker.on("message", (message: WorkerReport) => report(message));
  worker.on("error", (error) => failed(String(error)));
  let isEnded = false;
  worker.on("exit", (code) => {
    if (!isEnded) failed(`Python's thread ended by itself (exit code ${code}).`);
  });
  return {
    post: (request) => worker.postMessage(request),
    listen: (onReport, onFailed) => {
      report = onReport;
      failed = onFailed;
    },
    end: () => {
      isEnded = true;
      void worker.terminate();
    },
  };
}
