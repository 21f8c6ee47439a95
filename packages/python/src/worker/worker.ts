import type { PyodideAPI } from "pyodide";
import type { InterpreterAssets, RunRequest, WorkerReport, WorkerRequest } from "../shared/messages.js";
import { makeSnapshot, restoreInterpreter, startInterpreter } from "./interpreter.js";
import { ProgramRun } from "./program-run.js";

/** The entry of a program's worker: one interpreter, which runs one program. */

let interpreter: Promise<PyodideAPI> | undefined;
let run: ProgramRun | undefined;

function report(message: WorkerReport): void {
  self.postMessage(message);
}

async function boot(assets: InterpreterAssets, snapshot: Uint8Array | null): Promise<void> {
  interpreter = snapshot === null ? startInterpreter(assets) : restoreInterpreter(assets, snapshot);
  await interpreter;
  report({ kind: "ready" });
}

async function giveSnapshot(assets: InterpreterAssets): Promise<void> {
  const { snapshot, kept } = await makeSnapshot(assets);
  report({ kind: "snapshot", snapshot });
  await kept;
  self.close();
}

async function runProgram(request: RunRequest): Promise<void> {
  if (interpreter === undefined) throw new Error("The interpreter was not started.");
  run = new ProgramRun(await interpreter, request, report);
  report({ kind: "ended", end: await run.run() });
}

function bootFailed(error: unknown): void {
  report({ kind: "bootFailed", message: error instanceof Error ? error.message : String(error) });
}

self.addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  switch (data.kind) {
    case "boot":
      boot(data.assets, data.snapshot).catch(bootFailed);
      break;
    case "snapshot":
      giveSnapshot(data.assets).catch(bootFailed);
      break;
    case "run":
      runProgram(data).catch(bootFailed);
      break;
    case "answer":
      run?.answer(data.text);
      break;
    case "files":
      run?.takeFiles(data.changes, data.handled);
      break;
    case "resume":
      run?.resume(data.mode);
      break;
    case "pause":
      run?.pause();
      break;
    case "breakpoints":
      run?.setBreakpoints(data.breakpoints);
      break;
    case "stop":
      run?.stop();
      break;
  }
});
