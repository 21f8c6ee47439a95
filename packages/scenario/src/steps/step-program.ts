import {
  CallFailure,
  type CommandName,
  type CommandParams,
  type CommandResult,
  errnoMessage,
  errnoNumber,
} from "@sockpit/protocol";
import type { Call, Moment, Observation, Step, Target } from "@sockpit/protocol/scenario";
import { parametersOf } from "@sockpit/protocol/scenario";
import { Arguments } from "./arguments.js";
import { evaluate, type Scope } from "./evaluate.js";
import { matches } from "./match.js";
import { printed } from "./python-repr.js";
import { formatRuntimeValue, isSequence, type RuntimeValue, SocketHandle } from "./runtime-value.js";
import { moduleCalls, socketCalls } from "./socket-calls.js";
import { isException, StepError, stepErrorOf } from "./step-error.js";

/** What a program in steps has around it. */
export interface StepHost {
  command<N extends CommandName>(
    name: N,
    params: CommandParams<N>,
    at: { line: number; signal: AbortSignal },
  ): Promise<CommandResult<N>>;
  file(name: string): Uint8Array;
  /** Resolves once another program has done something. */
  until(moment: Moment, signal: AbortSignal): Promise<void>;
  /** Resolves once something has been observed. */
  untilObserved(observation: Observation, signal: AbortSignal): Promise<void>;
  /** Called when a variable has another socket. */
  onSocketNamed(): void;
  /** Called with a result that no variable takes. */
  onResult?(result: RuntimeValue): void;
  print(text: string): Promise<void>;
}

/** A step that did not do what it says. */
export interface StepFailure {
  /** Of the program's own lines, counted from 1. */
  readonly line: number;
  /** The exception that ended the program, or `AssertionError`. */
  readonly exception: string;
  readonly errno?: string | undefined;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
}

/** Steps after which a program yields to what else there is: some milliseconds of them. */
const STEPS_AT_ONCE = 1000;

type Comparison = NonNullable<Extract<Step, { kind: "do" }>["expected"]>;

/** What the steps of a process have named so far. */
export class StepMemory {
  readonly variables = new Map<string, RuntimeValue>();
  /** The sockets that variables hold now, by the number of the socket: what `client.s` means. */
  readonly sockets = new Map<string, number>();
  /** How many sockets it has made. */
  opened = 0;
}

/** A program in steps, as it runs. */
export class StepProgram {
  readonly #source: string;
  readonly #host: StepHost;
  readonly #signal: AbortSignal;
  readonly #memory: StepMemory;
  #steps = 0;

  /** @param memory what steps before these have named */
  constructor(source: string, host: StepHost, signal: AbortSignal, memory = new StepMemory()) {
    this.#source = source;
    this.#host = host;
    this.#signal = signal;
    this.#memory = memory;
  }

  /** The sockets that variables hold now, by the number of the socket: what `client.s` means. */
  get sockets(): ReadonlyMap<string, number> {
    return this.#memory.sockets;
  }

  /** Runs to the end, or to the first step that fails. */
  async run(steps: readonly Step[]): Promise<StepFailure | undefined> {
    for (const step of steps) {
      const failure = await this.#step(step);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  async #step(step: Step): Promise<StepFailure | undefined> {
    try {
      this.#steps += 1;
      // Steps that make no call are promises only, which let no timer and no message through.
      if (this.#steps % STEPS_AT_ONCE === 0) await sleep(0, this.#signal);
      this.#signal.throwIfAborted();
      if (step.kind === "for") return await this.#repeat(step);
      if (step.kind === "do") return await this.#do(step);
      if (step.kind === "sleep") await sleep(step.seconds * 1000, this.#signal);
      else if (step.kind === "after") await this.#host.until(step.moment, this.#signal);
      else if (step.kind === "afterObserved") await this.#host.untilObserved(step.observation, this.#signal);
      else {
        const values = [];
        for (const value of step.values)
          values.push(printed(await evaluate(value, this.#scope(step.line, this.#signal))));
        await this.#host.print(`${values.join(" ")}\n`);
      }
      return undefined;
    } catch (error) {
      const { exception, errno, message } = this.#asStepError(error);
      return { line: step.line, exception, errno, message };
    }
  }

  async #repeat({ variable, count, body }: Extract<Step, { kind: "for" }>): Promise<StepFailure | undefined> {
    for (let at = 0; at < count; at++) {
      this.#assign(variable, at);
      const failure = await this.run(body);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  async #do(step: Extract<Step, { kind: "do" }>): Promise<StepFailure | undefined> {
    const { line, expression, timeoutSeconds, raises, expected, target } = step;
    const isOver = timeoutSeconds === undefined ? undefined : AbortSignal.timeout(timeoutSeconds * 1000);
    const signal = isOver === undefined ? this.#signal : AbortSignal.any([this.#signal, isOver]);
    const scope = this.#scope(line, signal);
    let result: RuntimeValue;
    try {
      result = await evaluate(expression, scope);
    } catch (error) {
      const late = isOver?.aborted === true && !this.#signal.aborted;
      const failed = late
        ? new StepError("TimeoutError", `nothing within ${timeoutSeconds}s`)
        : this.#asStepError(error);
      if (raises !== undefined && isException(failed, raises)) return undefined;
      if (raises === undefined) throw failed;
      return {
        line,
        exception: "AssertionError",
        message: "another exception",
        expected: raises,
        actual: `${failed.errno ?? failed.exception}: ${failed.message}`,
      };
    }
    if (raises !== undefined)
      return {
        line,
        exception: "AssertionError",
        message: "no exception",
        expected: raises,
        actual: formatRuntimeValue(result),
      };
    if (expected !== undefined) {
      if (!(await this.#compare(expected, result, scope)))
        return {
          line,
          exception: "AssertionError",
          message: "another result",
          expected: this.#textOf(step),
          actual: formatRuntimeValue(result),
        };
    }
    if (target !== undefined) this.#assign(target, result);
    else this.#host.onResult?.(result);
    return undefined;
  }

  async #compare({ operator, pattern }: Comparison, result: RuntimeValue, scope: Scope): Promise<boolean> {
    if (operator === "==" || operator === "!=")
      return (await matches(pattern, result, scope)) === (operator === "==");
    const bound = await evaluate(pattern, scope);
    if (typeof result !== "number" || typeof bound !== "number")
      throw new StepError("TypeError", `\`${operator}\` compares numbers`);
    if (result === bound) return operator.endsWith("=");
    return operator.startsWith("<") === result < bound;
  }

  /** The step as it stands in the program. */
  #textOf({ offset }: Step): string {
    const end = this.#source.indexOf("\n", offset);
    return this.#source.slice(offset, end < 0 ? undefined : end).trim();
  }

  #assign(target: Target, value: RuntimeValue): void {
    if (typeof target === "string") {
      this.#memory.variables.set(target, value);
      if (value instanceof SocketHandle) {
        this.#memory.sockets.set(target, value.number);
        this.#host.onSocketNamed();
      } else this.#memory.sockets.delete(target);
      return;
    }
    if (!isSequence(value)) throw new StepError("TypeError", "cannot unpack a value that is no tuple");
    if (value.length !== target.length)
      throw new StepError("ValueError", `${target.length} names for ${value.length} values`);
    for (const [at, part] of target.entries()) this.#assign(part, value[at] ?? null);
  }

  #scope(line: number, signal: AbortSignal): Scope {
    const scope: Scope = {
      variables: this.#memory.variables,
      file: (name) => this.#host.file(name),
      call: async (call) => {
        const args = new Arguments(call.name, await this.#arguments(call, scope));
        const caller = {
          command: <N extends CommandName>(name: N, params: CommandParams<N>) =>
            this.#host.command(name, params, { line, signal }),
          opened: (fd: number) => {
            this.#memory.opened += 1;
            return new SocketHandle(fd, this.#memory.opened);
          },
        };
        if (call.receiver === undefined) return await (moduleCalls[call.name]?.(caller, args) ?? null);
        const socket = this.#memory.variables.get(call.receiver);
        if (!(socket instanceof SocketHandle))
          throw new StepError("AttributeError", `${call.receiver} is no socket`);
        if (!socket.isClosed) return await (socketCalls[call.name]?.(caller, socket, args) ?? null);
        // As in Python, where a closed socket's descriptor is -1.
        if (call.name === "close") return null;
        if (call.name === "fileno") return -1;
        throw new StepError("OSError", `[Errno ${errnoNumber("EBADF")}] ${errnoMessage("EBADF")}`, "EBADF");
      },
    };
    return scope;
  }

  async #arguments(call: Call, scope: Scope): Promise<Map<string, RuntimeValue>> {
    const names = parametersOf(call);
    const values = new Map<string, RuntimeValue>();
    for (const [at, argument] of call.args.entries())
      values.set(names[at] ?? "", await evaluate(argument, scope));
    for (const [name, argument] of Object.entries(call.keywords))
      values.set(name, await evaluate(argument, scope));
    return values;
  }

  #asStepError(error: unknown): StepError {
    if (error instanceof StepError) return error;
    if (this.#signal.aborted) return new StepError("KeyboardInterrupt", "the run was stopped");
    if (error instanceof CallFailure) return stepErrorOf(error.error);
    throw error;
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
