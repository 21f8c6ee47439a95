/** getrlimit(2) and setrlimit(2). */
import { checked, libcFunction } from "./libc.js";

const getrlimit = libcFunction("getrlimit", ["int", "bytes"]);
const setrlimit = libcFunction("setrlimit", ["int", "bytes"]);

/** SAFETY: struct rlimit is two u64 on 64-bit Linux: the soft limit and the hard one. */
const RLIMIT_BYTES = 16;
const HARD_OFFSET = 8;
const LITTLE_ENDIAN = true;
const RLIMIT_NOFILE = 7;

/** RLIMIT_NOFILE's hard limit of this process: one more than the largest descriptor that it may have. */
export function openFilesLimit(): number {
  const bytes = new Uint8Array(RLIMIT_BYTES);
  checked("getrlimit", () => getrlimit(RLIMIT_NOFILE, bytes));
  return Number(new DataView(bytes.buffer).getBigUint64(HARD_OFFSET, LITTLE_ENDIAN));
}

/** Lowers both of RLIMIT_NOFILE's limits of this process, for good. */
export function limitOpenFiles(count: number): void {
  const bytes = new Uint8Array(RLIMIT_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(count), LITTLE_ENDIAN);
  view.setBigUint64(HARD_OFFSET, BigInt(count), LITTLE_ENDIAN);
  checked("setrlimit", () => setrlimit(RLIMIT_NOFILE, bytes));
}
