/** Pipes: pipe(7). SAFETY: as in socket-calls.ts. */
import { libcFunction } from "./libc.js";

/** pipe2(2): fills two ints, the end to read and the end to write. The caller owns both fds. */
export const pipe2 = libcFunction("pipe2", ["bytes", "int"]);
/** read(2). */
export const read = libcFunction("read", ["int", "bytes", "size"]);
/** write(2). */
export const write = libcFunction("write", ["int", "bytes", "size"]);
