import {
  type CallConditionKind,
  type CommandName,
  type CommandTraits,
  type SourceLine,
  traitsOf,
} from "@sockpit/protocol";
import type { Socket } from "@sockpit/sockets";
import type { Process } from "../process.js";

const none: readonly CallConditionKind[] = [];

/** One call of a program, from when its params have been validated until it ends. */
export class CallUnderWay {
  /** Counts up in its lab. */
  readonly number: number;
  readonly process: Process;
  readonly command: CommandName;
  readonly traits: CommandTraits;
  /** The params, as the command's schema gives them. */
  readonly input: object;
  readonly source: SourceLine | undefined;
  /** The open socket that it is made on. */
  readonly socket: Socket | undefined;
  /** It closes the last descriptor that anybody has of its socket. */
  readonly isLastClose: boolean;
  /** It closes the last descriptor of a socket that a message may hold. */
  readonly isSentAway: boolean;
  /** By the lab's clock, in microseconds with fractions. */
  readonly startedUs: number;
  /** Conditions that changed it. */
  conditions: readonly CallConditionKind[] = none;
  /** Since when it waits for the kernel. */
  waitsSinceUs: number | undefined;
  endedUs: number | undefined;

  constructor(made: {
    number: number;
    process: Process;
    command: CommandName;
    input: object;
    source: SourceLine | undefined;
    startedUs: number;
  }) {
    this.number = made.number;
    this.process = made.process;
    this.command = made.command;
    this.traits = traitsOf(made.command);
    this.input = made.input;
    this.source = made.source;
    this.socket = made.process.socketOf(made.input, this.traits.on);
    const closed = this.traits.closes === "descriptor" ? this.socket?.held.description : undefined;
    const isLast = closed?.holders === 1;
    this.isLastClose = isLast && closed.inFlight === 0;
    this.isSentAway = isLast && closed.inFlight > 0;
    this.startedUs = made.startedUs;
  }

  /** The kernel's cookie of that socket. */
  get cookie(): string | undefined {
    return this.socket?.cookie;
  }

  changedBy(condition: CallConditionKind): void {
    this.conditions = [...this.conditions, condition];
  }

  /** Whether it was under way at a moment of the lab's clock. */
  isUnderWayAt(atUs: number): boolean {
    return this.startedUs <= atUs && (this.endedUs === undefined || atUs <= this.endedUs);
  }
}
