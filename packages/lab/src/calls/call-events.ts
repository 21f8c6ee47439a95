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

  onStart({ number, process, command, input, source, cookie, startedUs }: CallUnderWay): void {
    const where = source === undefined ? "" : `,"source":${JSON.stringify(source)}`;
    const head = `{"event":"callStarted","call":${number},"pid":${process.pid},"command":"${command}"`;
    this.#trace.appendHead(startedUs, `${head},"params":${tracedJson(input)}${where}${socketField(cookie)}`);
  }

  onWait({ number, process, waitsSinceUs = 0 }: CallUnderWay): void {
    this.#trace.appendHead(waitsSinceUs, `{"event":"callBlocked","call":${number},"pid":${process.pid}`);
  }

  onEnd(call: CallUnderWay, { result, error }: CallOutcome): void {
    const { number, process, command, startedUs, waitsSinceUs, endedUs = startedUs } = call;
    const now = Math.floor(endedUs);
    const durationUs = now - Math.floor(startedUs);
    const blockedUs = waitsSinceUs === undefined ? 0 : now - Math.floor(waitsSinceUs);
    const head = `{"event":"callEnded","call":${number},"pid":${process.pid},"command":"${command}"`;
    const times = `"durationUs":${durationUs},"blockedUs":${blockedUs}`;
    const outcome =
      result === undefined
        ? `"error":${JSON.stringify(error)}`
        : `"result":${tracedJson(result)}${socketField(process.cookieOf(result, call.traits.opens))}`;
    this.#trace.appendHead(endedUs, `${head},${times},${outcome}`);
  }
}

/** A cookie is digits. */
function socketField(cookie: string | undefined): string {
  return cookie === undefined ? "" : `,"socket":"${cookie}"`;
}
