import koffi, { type LibraryHandle } from "koffi";
import { SystemError } from "../errors.js";
import { errnoName, errnos } from "./errno.js";

/** Node's own process first, which links the C library it runs on; then glibc's and musl's names. */
const candidates = [null, "libc.so.6", "libc.so"];

function loadLibc(): LibraryHandle {
  let reason: unknown;
  for (const name of candidates) {
    try {
      const library = koffi.load(name);
      library.func("socket", "int", ["int", "int", "int"]);
      return library;
    } catch (error) {
      reason = error;
    }
  }
  throw new Error("@sockpit/sockets needs the C library of Linux (glibc or musl)", { cause: reason });
}

const libc = loadLibc();

/** Argument types in use. `bytes`: a Uint8Array, whose memory the kernel reads or writes during the call only. */
const argumentTypes = { int: "int", size: "size_t", ulong: "ulong", bytes: "void *" } as const;
type ArgumentType = keyof typeof argumentTypes;
type Argument<K extends ArgumentType> = K extends "bytes" ? Uint8Array | null : number;
type Arguments<A extends readonly ArgumentType[]> = { [I in keyof A]: Argument<A[I]> };

/**
 * A function of libc that returns an int or an ssize_t, -1 for failure. Always called on the
 * calling thread: on another one it would act in another network namespace.
 * SAFETY: the caller passes lengths that fit the buffers beside them.
 */
export function libcFunction<const A extends readonly ArgumentType[]>(
  name: string,
  parameters: A,
): (...values: Arguments<A>) => number {
  // koffi has no ssize_t. For functions that return int, intptr_t would read the upper half of the
  // register, which the ABI leaves undefined: `ssizeFunctions` are those that fill it.
  const result = ssizeFunctions.has(name) ? "intptr_t" : "int";
  return libc.func(
    name,
    result,
    parameters.map((parameter) => argumentTypes[parameter]),
  );
}

const ssizeFunctions: ReadonlySet<string> = new Set([
  "read",
  "write",
  "send",
  "sendto",
  "sendmsg",
  "recv",
  "recvfrom",
  "recvmsg",
]);

/** What `unlessBlocked` gives where the call would have to wait. */
export const BLOCKED = -1;

const { EINTR, EAGAIN } = errnos;

/** What the kernel said with an errno number. */
export function systemError(syscall: string, number: number): Error {
  const name = errnoName(number);
  return name === undefined
    ? new Error(`${syscall}: errno ${number} has no name`)
    : new SystemError(syscall, name);
}

/** Turns -1 into the error it stands for; EINTR: again. */
export function checked(syscall: string, invoke: () => number): number {
  const result = unlessBlocked(syscall, invoke);
  if (result === BLOCKED) throw systemError(syscall, EAGAIN);
  return result;
}

/** As `checked`, and `BLOCKED` for EAGAIN. */
export function unlessBlocked(syscall: string, invoke: () => number): number {
  for (;;) {
    const result = invoke();
    if (result !== -1) return result;
    const number = koffi.errno();
    if (number === EAGAIN) return BLOCKED;
    if (number !== EINTR) throw systemError(syscall, number);
  }
}

/** The errno number of a call, 0 for success; EINTR is left to the caller. */
export function errnoOf(invoke: () => number): number {
  return invoke() === -1 ? koffi.errno() : 0;
}
