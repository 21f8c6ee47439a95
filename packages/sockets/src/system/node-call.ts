import { systemError } from "./libc.js";

/** A call that goes through Node, which has errors of its own: they become those of this package. */
export function nodeCall<T>(syscall: string, invoke: () => T): T {
  try {
    return invoke();
  } catch (error) {
    if (!(error instanceof Error) || !("errno" in error) || typeof error.errno !== "number") throw error;
    throw systemError(syscall, -error.errno);
  }
}
