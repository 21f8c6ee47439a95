/** Works for a share of the time: `node load-process.js <share>`, in the place of a thread whose work has to do with no lab. */
import { work } from "./work.js";

/** A thread that reads, works and writes sleeps as often. */
const PIECE_MS = 1;

const due = work(Number(process.argv[2] ?? 0));
const sleeper = new Int32Array(new SharedArrayBuffer(4));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
turn();

function turn(): void {
  for (let pieces = 0; pieces < 64; pieces += 1) {
    if (due.isBehind()) due(PIECE_MS);
    else Atomics.wait(sleeper, 0, 0, PIECE_MS);
  }
  setImmediate(turn);
}
