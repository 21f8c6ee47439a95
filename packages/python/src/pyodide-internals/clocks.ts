/** CLOCK_REALTIME of clock_gettime(2), as WASI numbers it. */
const CLOCK_REALTIME = 0;

/** The browser's clocks part when the computer sleeps or its time is set: from there on the time is taken anew. */
const MOST_APART_MS = 50;

/** Of Pyodide's module: what its JavaScript gives to WebAssembly, in part. */
interface ClockImports {
  clock_time_get(clock: number, precision: bigint, nanosecondsAt: number): number;
  _tzset_js(timezone: number, daylight: number, standardName: number, summerName: number): void;
}

/**
 * Gives Python microseconds of the time of day, which Emscripten takes in whole milliseconds, and Linux's name of UTC,
 * which Emscripten calls UTC-0000. `memory` is the module's, in words of 32 bits.
 */
export function refineClocks(imports: WebAssembly.Imports, memory: () => Uint32Array): void {
  // SAFETY: the version of Pyodide is pinned; what is missing is told at once.
  const { env } = imports as unknown as { env: ClockImports };
  const { clock_time_get, _tzset_js } = env;
  if (typeof clock_time_get !== "function" || typeof _tzset_js !== "function") {
    throw new Error("This Pyodide asks for the time in a way that is not known here.");
  }
  let originMs = performance.timeOrigin;
  env.clock_time_get = (clock, precision, nanosecondsAt) => {
    const error = clock_time_get(clock, precision, nanosecondsAt);
    if (clock !== CLOCK_REALTIME || error !== 0) return error;
    const wholeMs = Date.now();
    if (Math.abs(originMs + performance.now() - wholeMs) > MOST_APART_MS)
      originMs = wholeMs - performance.now();
    const nanoseconds = BigInt(Math.round((originMs + performance.now()) * 1e3)) * 1000n;
    memory().set([Number(nanoseconds & 0xffff_ffffn), Number(nanoseconds >> 32n)], (nanosecondsAt >>> 0) / 4);
    return 0;
  };
  env._tzset_js = (timezone, daylight, standardName, summerName) => {
    _tzset_js(timezone, daylight, standardName, summerName);
    const bytes = new Uint8Array(memory().buffer);
    for (const at of [standardName >>> 0, summerName >>> 0]) {
      if (String.fromCharCode(...bytes.subarray(at, at + 9)) === "UTC-0000\0") bytes[at + 3] = 0;
    }
  };
}
