import type { Connection, LabKey, RestClient } from "@sockpit/client";
import { bytesFromBase64, type LabEvent, type OutputStream } from "@sockpit/protocol";
import {
  type Condition,
  formatExpectation,
  type Moment,
  type Observation,
  programsCalled,
  readSteps,
  type Scenario,
  type ScenarioProgram,
} from "@sockpit/protocol/scenario";
import { conditionsOfLab, copiesOf } from "./conditions.js";
import { decide } from "./expectations/decide.js";
import { EarlyVerdicts } from "./expectations/early-verdicts.js";
import { observe } from "./expectations/observe.js";
import type { RunKnowledge } from "./expectations/run-knowledge.js";
import { LabHistory } from "./history.js";
import type { RunProgress } from "./progress.js";
import type { ExpectationResult, ProgramResult, RunResult } from "./results/result.js";
import { describeFailure } from "./steps/describe-failure.js";
import { printText } from "./steps/print-text.js";
import { StepError } from "./steps/step-error.js";
import { type StepFailure, StepProgram } from "./steps/step-program.js";
import { Waiters } from "./waiters.js";
import { hostOf } from "./wire-of-run.js";

/** A Python program that is to run in a lab. */
export interface PythonProgram {
  readonly key: LabKey;
  /** The name of its process. */
  readonly name: string;
  /** The host that it runs on, in a lab with a wire. */
  readonly host: string | undefined;
  readonly source: string;
  readonly arguments: readonly string[];
  /** What lies beside it, by path: the other programs and the data files. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly signal: AbortSignal;
}

/** Runs one to its end. Its output goes to the lab. */
export type PythonRunner = (program: PythonProgram) => Promise<PythonEnd>;

export interface PythonEnd {
  readonly status: number;
  /** The class of the exception that ended it, and its errno by name. */
  readonly exception: string | undefined;
  readonly errno: string | undefined;
}

interface Parts {
  readonly scenario: Scenario;
  readonly condition: Condition;
  readonly rest: RestClient;
  readonly connection: Connection;
  readonly key: LabKey;
  readonly runPython: PythonRunner | undefined;
  readonly timeLimitSeconds: number;
  readonly signal: AbortSignal | undefined;
  readonly report: ((progress: ProgressOfRun) => void) | undefined;
}

type WithoutPlace<P> = P extends RunProgress ? Omit<P, "place"> : never;
type ProgressOfRun = WithoutPlace<
  Extract<RunProgress, { kind: "programStarted" | "programEnded" | "expectationDecided" }>
>;

/** Exit status of a program that was interrupted: 128 + SIGINT. */
const INTERRUPTED = 130;

/** One run of a scenario's programs in a lab of its own. */
export class ScenarioRun {
  readonly #parts: Parts;
  readonly #history = new LabHistory();
  readonly #waiters = new Waiters();
  readonly #failures = new Map<string, StepFailure>();
  readonly #exceptions = new Map<string, { exception: string; errno: string | undefined }>();
  readonly #variables = new Map<string, ReadonlyMap<string, number>>();
  /** Names of programs of which no copy will do anything any more. */
  readonly #over = new Set<string>();
  /** Expectations as they were reported last. */
  readonly #reported = new Map<number, ExpectationResult>();
  readonly #early: EarlyVerdicts;

  constructor(parts: Parts) {
    this.#parts = parts;
    const expectations = parts.report === undefined ? [] : parts.scenario.expect;
    this.#early = new EarlyVerdicts({
      expectations,
      run: this.#knowledge,
      onDecided: (index, result) => this.#report(index, result),
    });
  }

  async run(): Promise<Omit<RunResult, "condition">> {
    try {
      return await this.#run();
    } finally {
      this.#early.stop();
    }
  }

  async #run(): Promise<Omit<RunResult, "condition">> {
    const { connection, scenario, timeLimitSeconds, signal } = this.#parts;
    const startedAt = performance.now();
    connection.onEvent((event) => this.#take(event));
    await connection.control("follow", { since: 0, batch: true });
    const set = conditionsOfLab(this.#parts.condition, scenario);
    if (set.conditions.length > 0) await connection.control("setConditions", set);
    const isOver = AbortSignal.timeout(timeLimitSeconds * 1000);
    const end = signal === undefined ? isOver : AbortSignal.any([isOver, signal]);
    await Promise.all(scenario.programs.map((program) => this.#runProgram(program, end)));
    const isTimedOut = isOver.aborted;
    signal?.throwIfAborted();
    await this.#catchUp();
    const expectations = await decide(scenario.expect, this.#knowledge, {
      waiters: this.#waiters,
      catchUp: () => this.#catchUp(),
      signal,
    });
    this.#early.stop();
    for (const [index, result] of expectations.entries()) this.#report(index, result);
    const programs = scenario.programs.map((program) => this.#resultOf(program));
    const hasFailed =
      isTimedOut ||
      programs.some(({ isUnexpectedEnd }) => isUnexpectedEnd) ||
      expectations.some(({ isMet }) => !isMet);
    return {
      outcome: hasFailed ? "failed" : "passed",
      reason: isTimedOut ? `not all programs ended within ${timeLimitSeconds}s` : undefined,
      isTimedOut,
      durationSeconds: (performance.now() - startedAt) / 1000,
      programs,
      expectations,
    };
  }

  #isSpokenOf(name: string): boolean {
    return this.#parts.scenario.expect.some((expectation) => {
      const { kind } = expectation;
      return (kind === "exit" || kind === "raises") && this.#programName(expectation.program) === name;
    });
  }

  get #knowledge(): RunKnowledge {
    return {
      history: this.#history,
      programName: (name) => this.#programName(name),
      variables: this.#variables,
      exceptions: this.#exceptions,
      file: (name) => this.#file(name),
    };
  }

  #take(event: LabEvent): void {
    if (event.seq <= this.#history.lastSeq) return;
    this.#history.add(event);
    this.#waiters.look();
    this.#early.touch();
    if (event.event === "processStarted")
      this.#parts.report?.({
        kind: "programStarted",
        program: event.name,
        pid: event.pid,
        seq: event.seq,
      });
    if (event.event === "processEnded")
      this.#parts.report?.({
        kind: "programEnded",
        program: this.#history.programs.get(event.pid)?.name ?? "",
        pid: event.pid,
        seq: event.seq,
        status: event.status,
      });
  }

  #report(index: number, result: ExpectationResult): void {
    if (this.#reported.get(index)?.isMet === result.isMet) return;
    this.#reported.set(index, result);
    this.#parts.report?.({ kind: "expectationDecided", index, result });
  }

  /** Takes what the lab has recorded and the connection has not delivered yet. */
  async #catchUp(): Promise<void> {
    const { rest, key } = this.#parts;
    for (const event of await rest.trace(key, { since: this.#history.lastSeq })) this.#take(event);
  }

  #programName(name: string): string {
    return (
      programsCalled(
        name,
        this.#parts.scenario.programs.map((program) => program.name),
      )[0] ?? name
    );
  }

  async #runProgram(program: ScenarioProgram, signal: AbortSignal): Promise<void> {
    try {
      if (program.after !== undefined) await this.#until(program.after, signal);
      await Promise.all(copiesOf(program).map((name) => this.#runCopy(program, name, signal)));
    } catch (error) {
      this.#fail(program, { line: 1, ...asFailure(error, signal) });
    } finally {
      this.#over.add(program.name);
      this.#waiters.look();
    }
  }

  async #runCopy(program: ScenarioProgram, name: string, signal: AbortSignal): Promise<void> {
    const { runPython, key } = this.#parts;
    if (program.name.endsWith(".steps")) return this.#runSteps(program, name, signal);
    if (runPython === undefined) throw new StepError("RuntimeError", "Python is not available here");
    const { source, arguments: args = [] } = program;
    const { exception, errno } = await runPython({
      key,
      name,
      host: this.#hostOf(program),
      source,
      arguments: args,
      files: this.#filesBeside(program),
      signal,
    });
    if (exception !== undefined) this.#exceptions.set(program.name, { exception, errno });
  }

  async #runSteps(program: ScenarioProgram, name: string, signal: AbortSignal): Promise<void> {
    const { connection } = this.#parts;
    const host = this.#hostOf(program);
    const { pid } = await connection.control("startProcess", { name, ...(host !== undefined && { host }) });
    const print = (stream: OutputStream, text: string) => printText(connection, { pid, stream }, text);
    const steps = new StepProgram(
      program.source,
      {
        command: (command, params, at) =>
          connection.command(command, pid, {
            params,
            source: { file: program.name, line: at.line },
            signal: at.signal,
          }),
        file: (file) => this.#file(file),
        until: (moment, until) => this.#until(moment, until),
        untilObserved: (observation, until) => this.#untilObserved(observation, until),
        onSocketNamed: () => this.#waiters.look(),
        print: (text) => print("stdout", text),
      },
      signal,
    );
    const read = readSteps(program.source, (error) => {
      throw error;
    });
    this.#variables.set(program.name, steps.sockets);
    const failure = await steps.run(read);
    if (failure !== undefined) {
      this.#fail(program, failure);
      await print("stderr", describeFailure(program.name, failure));
    }
    const status = failure === undefined ? 0 : signal.aborted ? INTERRUPTED : 1;
    await connection.control("endProcess", { pid, status });
  }

  #hostOf(program: ScenarioProgram): string | undefined {
    return this.#parts.scenario.network === "wire" ? hostOf(program) : undefined;
  }

  #fail(program: ScenarioProgram, failure: StepFailure): void {
    if (!this.#failures.has(program.name)) this.#failures.set(program.name, failure);
    this.#exceptions.set(program.name, { exception: failure.exception, errno: failure.errno });
  }

  /** Waits until a program has done something; fails where it no longer can. */
  async #until({ program, call, number }: Moment, signal: AbortSignal): Promise<void> {
    const name = this.#programName(program);
    await this.#waiters.until(() => {
      if (call === undefined) return this.#over.has(name);
      const pids = new Set(this.#history.programsNamed(name).map(({ pid }) => pid));
      const done = this.#history.calls.filter(
        (each) => pids.has(each.pid) && each.command === call && each.error === undefined,
      );
      if (done.length >= number) return true;
      if (this.#over.has(name)) throw new StepError("RuntimeError", `${name} ended without ${call}`);
      return false;
    }, signal);
  }

  /** Waits until it has been observed; where the run ends first, the failure says what was. */
  async #untilObserved(observation: Observation, signal: AbortSignal): Promise<void> {
    const seen = () => observe(observation, this.#knowledge);
    await this.#waiters
      .until(() => seen().isMet, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
        throw new StepError("TimeoutError", `${formatExpectation(observation)}: actual ${seen().actual}`);
      });
  }

  #file(name: string): Uint8Array {
    const file = this.#parts.scenario.files.find((each) => each.name === name);
    if (file === undefined)
      throw new StepError("FileNotFoundError", `the scenario has no file ${name}`, "ENOENT");
    return "text" in file ? new TextEncoder().encode(file.text) : bytesFromBase64(file.base64);
  }

  #filesBeside({ name }: ScenarioProgram): Record<string, string | Uint8Array> {
    const { programs, files } = this.#parts.scenario;
    const others = programs.filter((program) => program.name !== name && program.name.endsWith(".py"));
    return Object.fromEntries([
      ...others.map((program) => [program.name, program.source] as const),
      ...files.map((file) => [file.name, this.#file(file.name)] as const),
    ]);
  }

  #resultOf({ name, line }: ScenarioProgram): ProgramResult {
    const copies = this.#history.programsNamed(name);
    const ends = copies.flatMap(({ end }) => end ?? []);
    const status = ends.find((end) => end.status !== 0)?.status ?? ends[0]?.status;
    const failure = this.#failures.get(name);
    return {
      name,
      line,
      status,
      isUnexpectedEnd: (status !== 0 || failure !== undefined) && !this.#isSpokenOf(name),
      stdout: copies.map(({ output }) => output.stdout).join(""),
      stderr: copies.map(({ output }) => output.stderr).join(""),
      failure,
    };
  }
}

function asFailure(error: unknown, signal: AbortSignal): Omit<StepFailure, "line"> {
  if (error instanceof StepError)
    return { exception: error.exception, errno: error.errno, message: error.message };
  if (signal.aborted) return { exception: "TimeoutError", message: "it was not started in time" };
  throw error;
}
