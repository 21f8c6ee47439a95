import type { z } from "zod";
import type { ErrnoName } from "./values/errno.js";

/** One socket call, described once. Everything else about it is derived from this. */
export interface CommandDescription<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  /** One sentence: what the call does. */
  summary: string;
  /** The manual page it follows: `bind(2)`. */
  manPage: string;
  params: P;
  result: R;
  /** The errors a caller should expect; others may come. */
  errnos: readonly ErrnoName[];
  /** Whether the call may wait in the kernel. */
  mayBlock: boolean;
  example: { params: z.input<P>; result: z.output<R> };
}

export function describeCommand<P extends z.ZodType, R extends z.ZodType>(
  description: CommandDescription<P, R>,
): CommandDescription<P, R> {
  return description;
}

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
