import type { RunRequest, WorkerReport, WorkerRequest } from "../shared/messages.js";
import { BlockingEngine } from "./engines/blocking-engine.js";
import type { Engine } from "./engines/engine.js";
import { ParkingEngine } from "./engines/parking-engine.js";
import type { WorkerHost } from "./host.js";
import { makeSnapshot, restoreInterpreter, startInterpreter } from "./interpreter.js";
import { ProgramRun } from "./program-run.js";
import { removeJspi } from "./without-jspi.js";

type Boot = Extract<WorkerRequest, { kind: "boot" }>;
type SnapshotRequest = Extract<WorkerRequest, { kind: "snapshot" }>;

/** Serves a program's worker: one interpreter, which runs one program. */
export function serveProgram(host: WorkerHost): void {
  let engine: Promise<Engine> | undefined;
  let run: ProgramRun | undefined;
  const report = (message: WorkerReport) => host.post(message);

  async function boot(request: Boot): Promise<void> {
    engine = startEngine(host, request);
    await engine;
    report({ kind: "ready" });
  }

  async function giveSnapshot({ assets, engine }: SnapshotRequest): Promise<void> {
    if (engine === "atomics") removeJspi();
    const { snapshot, kept } = await makeSnapshot(host, assets, engine);
    report({ kind: "snapshot", snapshot });
    await kept;
    host.close();
  }

  async function runProgram(request: RunRequest): Promise<void> {
    if (engine === undefined) throw new Error("The interpreter was not started.");
    run = new ProgramRun(await engine, request, { report, webSocket: host.webSocket });
    report({ kind: "ended", end: await run.run() });
  }

  function bootFailed(error: unknown): void {
    report({ kind: "bootFailed", message: error instanceof Error ? error.message : String(error) });
  }

  host.onMessage((message) => {
    const request = message as WorkerRequest;
    switch (request.kind) {
      case "boot":
        boot(request).catch(bootFailed);
        break;
      case "snapshot":
        giveSnapshot(request).catch(bootFailed);
        break;
      case "run":
        runProgram(request).catch(bootFailed);
        break;
      case "answer":
        run?.answer(request.text);
        break;
      case "files":
        run?.takeFiles(request.changes, request.handled);
        break;
      case "resume":
        run?.resume(request.mode);
        break;
      case "pause":
        run?.pause();
        break;
      case "breakpoints":
        run?.setBreakpoints(request.breakpoints);
        break;
      case "stop":
        run?.stop();
        break;
    }
  });
}

async function startEngine(host: WorkerHost, { assets, snapshot, engine }: Boot): Promise<Engine> {
  if (engine === "atomics") return BlockingEngine.start(host, assets, snapshot);
  return new ParkingEngine(
    await (snapshot === null ? startInterpreter(host, assets) : restoreInterpreter(host, assets, snapshot)),
  );
}
