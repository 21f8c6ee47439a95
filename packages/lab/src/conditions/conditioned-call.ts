import type { CallCondition, CallConditionKind, CommandTraits } from "@sockpit/protocol";
import type { Interrupter, MaybePromise, Socket } from "@sockpit/sockets";

/** A call that is to be made as conditions have it. */
export interface ConditionedCall {
  readonly call: {
    readonly traits: CommandTraits;
    readonly socket: Socket | undefined;
    changedBy(condition: CallConditionKind): void;
  };
  /** Its params, as its schema gives them. */
  readonly input: Input;
  readonly interrupter: Interrupter | undefined;
  /** What is done when its process ends. */
  readonly releases: Set<() => void>;
  /** Has the kernel make the call with these params. */
  perform(input: Input): MaybePromise<object>;
}

export type Input = Readonly<Record<string, unknown>>;

export type ConditionOf<K extends CallCondition["kind"]> = Extract<CallCondition, { kind: K }>;

/** What is done to the connections of a process. */
export interface TransferRules {
  readonly shortReads: ConditionOf<"shortReads"> | undefined;
  readonly shortWrites: ConditionOf<"shortWrites"> | undefined;
  readonly resetAfterBytes: number | undefined;
}
