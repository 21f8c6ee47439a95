/** One call of a sequence, in Python's words: what a method is called with, and the variables that take what it gives. */
export interface ModelCall {
  readonly call: string;
  readonly on?: string;
  readonly args?: readonly ModelArgument[];
  readonly gives?: readonly string[];
}

export type ModelAddress = readonly [host: string, port: number] | string;
export type ModelArgument = number | string | null | ModelAddress | { readonly data: string };

/** What a call came to: a value, an errno by number, "timeout", or "none" where its socket was never made. */
export type ModelOutcome = { readonly value: unknown } | { readonly error: number | string } | "none";

/** Seconds that a call waits before it is taken to wait for ever: SO_RCVTIMEO and SO_SNDTIMEO. */
export const WAIT_SECONDS = 0.02;
