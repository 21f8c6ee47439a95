import type { CommandName, SourceLine } from "@sockpit/protocol";

/** A call that has begun and not ended. */
export interface CallUnderWay {
  readonly call: number;
  readonly pid: number;
  readonly program: string;
  readonly command: CommandName;
  readonly params: Readonly<Record<string, unknown>>;
  readonly source: SourceLine | undefined;
  /** The socket that it is made on. */
  readonly cookie: string | undefined;
}

/** The calls of a lab that are under way, in the order in which they began. */
export class CallsUnderWay {
  readonly #calls = new Map<number, CallUnderWay>();

  begin(call: CallUnderWay): void {
    this.#calls.set(call.call, call);
  }

  end(call: number): void {
    this.#calls.delete(call);
  }

  /** The newest call on a socket. */
  on(cookie: string): CallUnderWay | undefined {
    return this.newest((call) => call.cookie === cookie);
  }

  newest(fits: (call: CallUnderWay) => boolean): CallUnderWay | undefined {
    let found: CallUnderWay | undefined;
    for (const call of this.#calls.values()) if (fits(call)) found = call;
    return found;
  }
}
