import type { PyodideAPI } from "pyodide";
import { takeSignalsFrom } from "../../pyodide-internals/interrupt-buffer.js";
import { PythonThreadState } from "../../pyodide-internals/python-thread-state.js";
import { StackLimit } from "../../pyodide-internals/stack-limit.js";
import { orderStepping } from "../engines/stepping-module.js";
import { WorkingDirectory } from "../files/working-directory.js";
import type { WorkerHost } from "../host.js";
import { restoreInterpreter, startInterpreter } from "../interpreter.js";
import { Ticks } from "../ticks.js";
import { watchInterpreter } from "../watch-interpreter.js";
import { removeJspi } from "../without-jspi.js";
import { BlockingBridge } from "./blocking-bridge.js";
import { BlockingChannel } from "./blocking-channel.js";
import { MailboxReader } from "./mailbox.js";
import type { BlockingReport, BlockingRequest } from "./messages.js";

/** Without JSPI, engines need several times as much of the browser's own stack to call a function of C. */
const STACK_BYTES = 200_000;

type Boot = Extract<BlockingRequest, { kind: "boot" }>;
type Run = Extract<BlockingRequest, { kind: "run" }>;
type Runner = (bridge: BlockingBridge, name: string, source: string) => number;

/** An interpreter that is ready, and where its messages come from. */
interface Ready {
  pyodide: PyodideAPI;
  memory: SharedArrayBuffer;
}

/** Serves a worker that Python may block: it hears messages only before its program begins. */
export function serveBlocking(host: WorkerHost): void {
  removeJspi();
  const post = (report: BlockingReport) => host.post(report);
  let ready: Ready | undefined;

  async function boot({ assets, snapshot, memory }: Boot): Promise<void> {
    const pyodide = await (snapshot === null
      ? startInterpreter(host, assets)
      : restoreInterpreter(host, assets, snapshot));
    ready = { pyodide, memory };
    post({ kind: "ready" });
  }

  host.onMessage((data) => {
    const request = data as BlockingRequest;
    if (request.kind === "boot") {
      boot(request).catch((error: unknown) => post({ kind: "bootFailed", message: messageOf(error) }));
    } else if (ready !== undefined) {
      run(ready, request, post);
    }
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function run({ pyodide, memory }: Ready, request: Run, post: (report: BlockingReport) => void): void {
  const { facts, name, source, handledOutputs } = request;
  const mailbox = new MailboxReader(memory, () => post({ kind: "more" }));
  const channel = new BlockingChannel({
    mailbox,
    directory: new WorkingDirectory(pyodide),
    post,
    step: (order) => orderStepping(pyodide, order),
  });
  const stackLimit = new StackLimit(pyodide, STACK_BYTES);
  const ticks = new Ticks(new PythonThreadState(pyodide), () => mailbox.hasSignal || mailbox.hasMessage);
  const bridge = new BlockingBridge({
    channel,
    facts,
    handledOutputs,
    beginStack: () => stackLimit.begin(),
    tickCame: () => {
      ticks.came();
      channel.obeyAll();
    },
  });
  takeSignalsFrom(pyodide, ticks);
  watchInterpreter(pyodide, bridge);
  channel.obeyAll();
  const runner = pyodide.pyimport("_sockpit.program.runner.run") as Runner;
  try {
    const status = runner(bridge, name, source);
    post({ kind: "ended", status, files: channel.files() });
  } catch (error) {
    post({ kind: "crashed", message: messageOf(error) });
  }
}
