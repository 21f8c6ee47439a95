import { type LabKey, RestClient } from "@sockpit/client";
import type { LabEvent } from "@sockpit/protocol";
import { FileHub } from "../page/file-hub.js";
import type { ProgramWorker } from "../page/program-worker.js";
import { RunningProgram } from "../page/running-program.js";
import type { EngineKind } from "../shared/messages.js";
import type { OutputStream, ProgramEnd, ProgramFailure } from "../shared/program.js";
import type { ProgramFile } from "../shared/program-file.js";
import { engineOfNode, startInterpreter } from "./interpreters.js";

export interface NodeProgramOptions {
  /** The server: "http://127.0.0.1:7070". */
  url: string;
  /** The lab that it runs in; one of its own, which is deleted afterwards, where there is none. */
  lab?: LabKey;
  /** The host that it runs on, in a lab with a wire; the lab's first without. */
  host?: string | undefined;
  /** Its file name: "main.py" where there is none. */
  name?: string;
  source: string;
  /** `sys.argv[1:]`. */
  arguments?: readonly string[];
  /** What lies beside it in its working directory, by path. */
  files?: Readonly<Record<string, string | Uint8Array>>;
  /** Lines of standard input, without their ends; afterwards comes the end of the file. */
  input?: readonly string[];
  /** After so long it is killed, as by SIGKILL. */
  timeoutMs?: number;
  /** Stops it with SIGINT, and with SIGKILL where it does not end within a second. */
  signal?: AbortSignal;
  /** What it prints, as it prints it. */
  onOutput?(chunk: OutputChunk): void;
  /** What this Node can do, where nothing is said: `engineOfNode`. */
  engine?: EngineKind;
}

export interface OutputChunk {
  stream: OutputStream;
  text: string;
}

export interface NodeProgramEnd extends ProgramEnd {
  /** The signal that ended it: it was terminated, or its time was over. */
  signal: "SIGINT" | "SIGKILL" | null;
  isTimedOut: boolean;
  output: readonly OutputChunk[];
  /** All that was printed to a stream. */
  stdout: string;
  stderr: string;
  failures: readonly ProgramFailure[];
  /** What the lab said of its process, in order. */
  events: readonly LabEvent[];
}

const STATUS_OF_SIGNAL = { SIGINT: 130, SIGKILL: 137 } as const;

/** What setTimeout takes at most. */
const FOR_EVER_MS = 2 ** 31 - 1;

/** Runs a Python program to its end, in an interpreter of its own. Rejects where it could not be started. */
export async function runProgram(options: NodeProgramOptions): Promise<NodeProgramEnd> {
  const rest = new RestClient({ baseUrl: options.url });
  if (options.lab !== undefined) return runIn(options.lab, rest, options);
  const { lab, token } = await rest.createLab();
  const key = { lab: lab.id, token };
  try {
    return await runIn(key, rest, options);
  } finally {
    await rest.deleteLab(key).catch(() => undefined);
  }
}

async function runIn(key: LabKey, rest: RestClient, options: NodeProgramOptions): Promise<NodeProgramEnd> {
  const worker = await startInterpreter(options.engine ?? engineOfNode(), options.signal);
  const ran = await new Promise<Ran>((resolve) => runOn(worker, key, options, resolve));
  const { pid, end, output } = ran;
  const events = pid === undefined ? [] : await rest.trace(key).catch(() => []);
  const textOf = (wanted: OutputStream) =>
    output.flatMap(({ stream, text }) => (stream === wanted ? [text] : [])).join("");
  return {
    ...end,
    signal: signalOf(end),
    isTimedOut: ran.isTimedOut,
    output,
    stdout: textOf("stdout"),
    stderr: textOf("stderr"),
    failures: ran.failures,
    events: events.filter((event) => "pid" in event && event.pid === pid),
  };
}

interface Ran extends Pick<NodeProgramEnd, "output" | "failures" | "isTimedOut"> {
  /** Undefined where it did not come to have a process. */
  pid: number | undefined;
  end: ProgramEnd;
}

function runOn(
  worker: ProgramWorker,
  key: LabKey,
  options: NodeProgramOptions,
  onRan: (ran: Ran) => void,
): void {
  const { signal, timeoutMs = FOR_EVER_MS } = options;
  const output: OutputChunk[] = [];
  const failures: ProgramFailure[] = [];
  const lines = [...(options.input ?? [])];
  let pid: number | undefined;
  let isTimedOut = false;
  const program = new RunningProgram(
    {
      name: options.name ?? "main.py",
      host: options.host,
      source: options.source,
      arguments: options.arguments ?? [],
      files: () => filesOf(options.files ?? {}),
      baseUrl: options.url,
      key,
      onStarted: (started) => {
        pid = started;
      },
      onOutput: (stream, text) => {
        output.push({ stream, text });
        options.onOutput?.({ stream, text });
      },
      onInput: () => queueMicrotask(() => program.answer(lines.shift() ?? null)),
      onFailed: (failure) => failures.push(failure),
      onEnded: (end) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        onRan({ pid, end, output, failures, isTimedOut });
      },
    },
    new FileHub(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))),
    () => undefined,
  );
  const stop = () => program.stop();
  const timer = setTimeout(() => {
    isTimedOut = true;
    void program.kill();
  }, timeoutMs);
  program.start(worker);
  if (signal?.aborted) stop();
  else signal?.addEventListener("abort", stop);
}

function signalOf({ reason, status }: ProgramEnd): NodeProgramEnd["signal"] {
  if (reason !== "terminated") return null;
  return status === STATUS_OF_SIGNAL.SIGKILL ? "SIGKILL" : "SIGINT";
}

function filesOf(files: Readonly<Record<string, string | Uint8Array>>): ProgramFile[] {
  return Object.entries(files).map(([path, content]) => ({
    path,
    data: typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content),
    modifiedMs: Date.now(),
  }));
}
