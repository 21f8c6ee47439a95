import { Connection } from "@sockpit/client";
import { readSteps, type Step } from "@sockpit/protocol/scenario";
import type { ProgramState, PythonProgramOptions } from "@sockpit/python";
import { describeFailure, type StepFailure, StepSession } from "@sockpit/scenario";

/** Exit statuses: an error ended it; 128 + SIGINT. */
const FAILED = 1;
const INTERRUPTED = 130;

/** A program in steps, run by itself in the page's lab, over a connection of its own. */
export class StepsProgram {
  readonly #options: PythonProgramOptions;
  readonly #stopping = new AbortController();
  #state: ProgramState = "waiting";

  constructor(options: PythonProgramOptions) {
    this.#options = options;
    void this.#run();
  }

  get state(): ProgramState {
    return this.#state;
  }

  stop(): void {
    if (this.#state === "ended") return;
    this.#state = "stopping";
    this.#stopping.abort();
  }

  async #run(): Promise<void> {
    const { baseUrl, key, name, onEnded } = this.#options;
    let connection: Connection | undefined;
    try {
      connection = await Connection.open({ baseUrl, key });
      const status = await this.#runIn(connection);
      const reason = this.#stopping.signal.aborted ? "terminated" : "exited";
      this.#state = "ended";
      onEnded({ status, reason });
    } catch (error) {
      this.#state = "ended";
      const message = error instanceof Error ? error.message : `${name}: ${String(error)}`;
      onEnded({ status: FAILED, reason: "lost", message });
    } finally {
      connection?.close();
    }
  }

  async #runIn(connection: Connection): Promise<number> {
    const { name, processName = name, host, source, files, onOutput, onStarted } = this.#options;
    const session = await StepSession.start({
      connection,
      name: processName,
      host,
      file: name,
      readFile: (path) => files?.().find((file) => file.path === path)?.data,
      onPrint: onOutput,
    });
    onStarted(session.pid);
    this.#state = this.#stopping.signal.aborted ? "stopping" : "running";
    const { signal } = this.#stopping;
    const { steps, failure } = read(source);
    const failed = failure ?? (await session.run({ source, steps, signal }));
    if (failed === undefined) {
      await session.end(0);
      return 0;
    }
    await session.print("stderr", describeFailure(name, failed));
    this.#reportFailure(failed);
    const status = signal.aborted ? INTERRUPTED : FAILED;
    await session.end(status);
    return status;
  }

  #reportFailure({ exception, message, errno, line }: StepFailure): void {
    const where = { where: "main", thread: null, bases: [], module: null } as const;
    this.#options.onFailed?.({ ...where, type: exception, message, errno: errno ?? null, lines: [line] });
  }
}

/** The steps of a program, or the first mistake in them. */
function read(source: string): { steps: readonly Step[]; failure: StepFailure | undefined } {
  let failure: StepFailure | undefined;
  const steps = readSteps(source, ({ message, hint, offset }) => {
    const line = source.slice(0, offset).split("\n").length;
    failure ??= { line, exception: "SyntaxError", message: [message, hint].filter(Boolean).join(". ") };
  });
  return { steps, failure };
}
