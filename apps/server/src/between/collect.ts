import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (options?: { type: "minor" }) => void;
setFlagsFromString("--no-expose-gc");

/** Collects what is young in this thread's heap: half a millisecond. */
export function collectYoung(): void {
  collect({ type: "minor" });
}

/** Collects everything in this thread's heap. */
export function collectAll(): void {
  collect();
}
