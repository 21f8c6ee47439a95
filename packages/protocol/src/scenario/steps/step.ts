import type { Value } from "../notation/value.js";
import type { comparisons, Moment, Observation } from "../scenario.js";

/** An expression of a step: a constant value, or one that is made of variables. */
export type Expression =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "variable"; readonly name: string; readonly offset: number }
  | { readonly kind: "tuple" | "list"; readonly items: readonly Expression[] }
  /** `a + b`, `MSG_PEEK | MSG_DONTWAIT`, `b"x" * n` */
  | {
      readonly kind: "operation";
      readonly operator: "+" | "|" | "*";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "index"; readonly of: Expression; readonly index: number }
  /** `data[:4]`: both ends may be left out. */
  | { readonly kind: "slice"; readonly of: Expression; readonly from?: number; readonly to?: number }
  | { readonly kind: "encode" | "decode" | "length"; readonly of: Expression }
  /** A function that makes values of values, without the kernel: `struct.pack("!H", 443)`. */
  | { readonly kind: "apply"; readonly name: ValueFunction; readonly args: readonly Expression[] }
  | { readonly kind: "call"; readonly call: Call }
  /** Patterns: `...`, text or bytes beside `...`, `!` */
  | { readonly kind: "any" }
  | { readonly kind: "parts"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly of: Expression };

export type ValueFunction = "struct.pack" | "struct.unpack" | "inet_aton";

/** A socket call: `s.connect(("127.0.0.1", 8088))`, or `socket()`. */
export interface Call {
  /** The variable whose method it is; undefined for a function of the module. */
  readonly receiver?: string;
  readonly name: string;
  readonly args: readonly Expression[];
  readonly keywords: Readonly<Record<string, Expression>>;
  readonly offset: number;
}

/** A name, or names for the items of a tuple, which may be tuples again. */
export type Target = string | readonly Target[];

interface Place {
  /** Line of the program, counted from 1. */
  readonly line: number;
  readonly offset: number;
}

export type Step =
  | (Place & {
      readonly kind: "do";
      readonly target?: Target;
      readonly expression: Expression;
      readonly expected?: { readonly operator: (typeof comparisons)[number]; readonly pattern: Expression };
      /** The exception that it must end with: a name of Python's, or an errno. */
      readonly raises?: string;
      /** Seconds that it may take. */
      readonly timeoutSeconds?: number;
    })
  | (Place & { readonly kind: "sleep"; readonly seconds: number })
  | (Place & { readonly kind: "print"; readonly values: readonly Expression[] })
  | (Place & { readonly kind: "after"; readonly moment: Moment })
  /** Waits until something has been observed: `after state client.s FIN-WAIT-2`. */
  | (Place & { readonly kind: "afterObserved"; readonly observation: Observation })
  | (Place & {
      readonly kind: "for";
      readonly variable: string;
      readonly count: number;
      readonly body: readonly Step[];
    });
