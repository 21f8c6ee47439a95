import type { z } from "zod";
import type { CommandTraits } from "./traits.js";
import type { ErrnoName } from "./values/errno.js";

/** One socket call, described once. Everything else about it is derived from this. */
export interface CommandDescription<
  P extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  T extends CommandTraits = CommandTraits,
> {
  /** One sentence: what the call does. */
  summary: string;
  /** The manual page it follows: `bind(2)`. */
  manPage: string;
  /** Two sentences for learners, in each language of the page. */
  explanation: { en: string; "zh-TW": string };
  params: P;
  result: R;
  /** The errors a caller should expect; others may come. */
  errnos: readonly ErrnoName[];
  /** What it does to descriptors, sockets and time. */
  traits: T;
  example: { params: z.input<P>; result: z.output<R> };
}

export function describeCommand<
  P extends z.ZodType,
  R extends z.ZodType,
  const T extends CommandTraits<FieldName<P>, FieldName<R>>,
>(description: CommandDescription<P, R, T>): CommandDescription<P, R, T> {
  return description;
}

type FieldName<S extends z.ZodType> = Extract<keyof z.output<S>, string>;

/** A message that steers a connection or a process and is no socket call. WebSocket only. */
export interface ControlDescription<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  summary: string;
  params: P;
  result: R;
  /** Changes nothing in the lab, so that a viewer may send it. */
  isReadOnly?: true;
}

export function describeControl<P extends z.ZodType, R extends z.ZodType>(
  description: ControlDescription<P, R>,
): ControlDescription<P, R> {
  return description;
}
