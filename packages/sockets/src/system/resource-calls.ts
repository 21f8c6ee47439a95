/** getrlimit(2) and setrlimit(2). */
import { checked, libcFunction } from "./libc.js";
import { RLIMIT_NOFILE } from "./linux-constants.js";
import { rlimit } from "./structs.js";

const getrlimit = libcFunction("getrlimit", ["int", "bytes"]);
const setrlimit = libcFunction("setrlimit", ["int", "bytes"]);

const { rlim_cur, rlim_max } = rlimit.fields;

/** RLIMIT_NOFILE's hard limit of this process: one more than the largest descriptor that it may have. */
export function openFilesLimit(): number {
  const bytes = new Uint8Array(rlimit.sizeBytes);
  // SAFETY: the kernel writes one struct.
  checked("getrlimit", () => getrlimit(RLIMIT_NOFILE, bytes));
  return rlim_max.get(new DataView(bytes.buffer));
}

/** Lowers both of RLIMIT_NOFILE's limits of this process, for good. */
export function limitOpenFiles(count: number): void {
  const bytes = new Uint8Array(rlimit.sizeBytes);
  const view = new DataView(bytes.buffer);
  rlim_cur.set(view, count);
  rlim_max.set(view, count);
  // SAFETY: the kernel reads one struct.
  checked("setrlimit", () => setrlimit(RLIMIT_NOFILE, bytes));
}
