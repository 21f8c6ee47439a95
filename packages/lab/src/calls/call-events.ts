import { factOfEnd, factOfStart, factOfWait } from "../derivation/call-facts.js";
import type { Trace } from "../trace.js";
import { tracedJson } from "../traced-json.js";
import type { CallObserver, CallOutcome } from "./call-observer.js";
import type { CallUnderWay } from "./call-under-way.js";

/**
 * Puts calls into the trace: `callStarted`, `callBlocked`, `callEnded`. There are many, so that their lines are put together
 * here, and not by way of objects; tests parse each.
 */
export class CallEvents implements CallObserver {
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  onStart(call: CallUnderWay): void {
    const { number, process, command, input, source, cookie, startedUs } = call;
    const where = source === undefined ? "" : `,"source":${JSON.stringify(source)}`;
    const head = `{"event":"callStarted","call":${number},"pid":${process.pid},"command":"${command}"`;
    const line = `${head},"params":${tracedJson(input)}${where}${socketField(cookie)}`;
    this.#trace.appendHead(startedUs, line, factOfStart(call));
  }

  onWait(call: CallUnderWay): void {
    const { number, process, waitsSinceUs = 0 } = call;
    const head = `{"event":"callBlocked","call":${number},"pid":${process.pid}`;
    this.#trace.appendHead(waitsSinceUs, head, factOfWait(call));
  }

  onEnd(call: CallUnderWay, ended: CallOutcome): void {
    const { result, error } = ended;
    const { number, process, command, startedUs, waitsSinceUs, conditions, endedUs = startedUs } = call;
    const now = Math.floor(endedUs);
    const durationUs = now - Math.floor(startedUs);
    const blockedUs = waitsSinceUs === undefined ? 0 : now - Math.floor(waitsSinceUs);
    const head = `{"event":"callEnded","call":${number},"pid":${process.pid},"command":"${command}"`;
    const times = `"durationUs":${durationUs},"blockedUs":${blockedUs}`;
    const outcome =
      result === undefined
        ? `"error":${JSON.stringify(error)}`
        : `"result":${tracedJson(result)}${socketField(process.cookieOf(result, call.traits.opens))}`;
    const changed = conditions.length === 0 ? "" : `,"conditions":${JSON.stringify(conditions)}`;
    const fact = factOfEnd(call, ended, (socket) => process.network.localAddress(socket));
    this.#trace.appendHead(endedUs, `${head},${times},${outcome}${changed}`, fact);
  }
}

/** A cookie is digits. */
function socketField(cookie: string | undefined): string {
  return cookie === undefined ? "" : `,"socket":"${cookie}"`;
}
