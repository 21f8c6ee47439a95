import {
  badParams,
  CallFailure,
  type CommandName,
  codedFailure,
  commands,
  isCommandName,
  quotedExcerpt,
  type SourceLine,
} from "@sockpit/protocol";
import type { Interrupter, MaybePromise } from "@sockpit/sockets";
import { asCallFailure } from "../call-failure.js";
import { type CallContext, type Handler, handlers } from "../commands/index.js";
import type { LabClock } from "../lab-clock.js";
import type { Process } from "../process.js";
import type { CallObserver, CallOutcome } from "./call-observer.js";
import { CallUnderWay } from "./call-under-way.js";

/** One socket call, as a transport hands it over: nothing in it has been validated. */
export interface Call {
  pid: number;
  command: string;
  params: unknown;
  source?: SourceLine | undefined;
  /** Interrupts the call while it waits: EINTR. */
  interrupter?: Interrupter | undefined;
  /** Whether its caller is done with bytes of the result, where that is given at once, before the lab's next call. */
  borrows?: boolean | undefined;
}

/** What the handlers of a lab's calls share. */
type SharedContext = Pick<CallContext, "descriptors" | "buffers" | "pipes">;

export interface CallRunnerParts extends SharedContext {
  /** `no_such_process` */
  readonly processOf: (pid: number) => Process;
  readonly clock: LabClock;
  /** In the order in which they see a call. */
  readonly observers: readonly CallObserver[];
}

/** Makes the calls of one lab: validate, observers, handler, validate, observers. */
export class CallRunner {
  readonly #processOf: (pid: number) => Process;
  readonly #clock: LabClock;
  readonly #shared: SharedContext;
  readonly #observers: readonly CallObserver[];
  #lastNumber = 0;

  constructor({ processOf, clock, observers, descriptors, buffers, pipes }: CallRunnerParts) {
    this.#processOf = processOf;
    this.#clock = clock;
    this.#observers = observers;
    this.#shared = { descriptors, buffers, pipes };
  }

  /** Gives the result at once, or throws, where the call need not wait; else a promise. `unknown_command`, `no_such_process`, `bad_params`. */
  run({ pid, command, params, source, interrupter, borrows }: Call): MaybePromise<object> {
    if (!isCommandName(command)) {
      throw codedFailure("unknown_command", `There is no command ${quotedExcerpt(command)}.`, {
        field: "command",
      });
    }
    const process = this.#processOf(pid);
    const parsed = commands[command].params.safeParse(params ?? {});
    if (!parsed.success) throw badParams(parsed.error, "params");
    const number = this.#lastNumber + 1;
    this.#lastNumber = number;
    const startedUs = this.#clock.nowUs();
    const call = new CallUnderWay({ number, process, command, input: parsed.data, source, startedUs });
    for (const observer of this.#observers) observer.onStart?.(call);
    let made: MaybePromise<object>;
    try {
      const handler = handlers[command] as Handler<CommandName>;
      const { conditions } = process;
      const context = this.#context(call, interrupter, borrows === true && conditions === undefined);
      made =
        conditions === undefined
          ? handler(parsed.data as never, context)
          : conditions.make({
              call,
              input: parsed.data,
              interrupter,
              releases: process.releases,
              perform: (input) => handler(input as never, context),
            });
    } catch (error) {
      return this.#fail(call, error);
    }
    if (!(made instanceof Promise)) return this.#succeed(call, made);
    return made.then(
      (result) => this.#succeed(call, result),
      (error: unknown) => this.#fail(call, error),
    );
  }

  #context(call: CallUnderWay, interrupter: Interrupter | undefined, borrows: boolean): CallContext {
    const { descriptors, buffers, pipes } = this.#shared;
    const { pid, fds, network } = call.process;
    const onWait = () => {
      call.waitsSinceUs = this.#clock.nowUs();
      for (const observer of this.#observers) observer.onWait?.(call);
    };
    return { pid, fds, network, descriptors, buffers, pipes, wait: { onWait, interrupter, borrows } };
  }

  #succeed(call: CallUnderWay, made: object): object {
    const parsed = commands[call.command].result.safeParse(made);
    if (!parsed.success) return this.#fail(call, parsed.error);
    this.#end(call, { result: parsed.data });
    return parsed.data;
  }

  #fail(call: CallUnderWay, error: unknown): never {
    const failure = asCallFailure(error);
    const outcome =
      failure instanceof CallFailure ? failure : codedFailure("internal", "Internal server error.");
    this.#end(call, { error: outcome.error });
    throw failure;
  }

  #end(call: CallUnderWay, outcome: CallOutcome): void {
    call.endedUs = this.#clock.nowUs();
    for (const observer of this.#observers) observer.onEnd?.(call, outcome);
  }
}
