import { checked, libcFunction } from "./libc.js";
import { CLOCK_THREAD_CPUTIME_ID } from "./linux-constants.js";
import { timespec } from "./structs.js";

const clockGettime = libcFunction("clock_gettime", ["int", "bytes"]);
const { tv_sec, tv_nsec } = timespec.fields;

const bytes = new Uint8Array(timespec.sizeBytes);
const view = new DataView(bytes.buffer);

/** Processor time of the calling thread in milliseconds: clock_gettime(2). Takes a microsecond. */
export function threadCpuMs(): number {
  // SAFETY: the kernel writes one struct.
  checked("clock_gettime", () => clockGettime(CLOCK_THREAD_CPUTIME_ID, bytes));
  return tv_sec.get(view) * 1e3 + tv_nsec.get(view) / 1e6;
}
