import { codedFailure, limits } from "@sockpit/protocol";
import type { TlsContext, TlsSession } from "@sockpit/tls";

/** TLS objects of one process. */
interface Owned {
  readonly contexts: Map<number, TlsContext>;
  readonly sessions: Map<number, TlsSession>;
}

/** A process of a lab. */
export interface Owner {
  readonly lab: string;
  readonly pid: number;
}

/** The TLS contexts and sessions of all processes, within their bounds. Those of a process are freed together. */
export class TlsObjects {
  readonly #labs = new Map<string, Map<number, Owned>>();
  readonly #maxSessions: number;
  #sessions = 0;
  #lastId = 0;

  /** `maxSessions`: of all labs here. */
  constructor(maxSessions: number) {
    this.#maxSessions = maxSessions;
  }

  /** `over_budget` where the process or its lab has too many. */
  addContext(owner: Owner, make: () => TlsContext): number {
    const { contexts } = this.#ownedBy(owner);
    if (contexts.size >= limits.tlsContextsPerProcess) {
      throw tooMany("A process", limits.tlsContextsPerProcess, "TLS contexts");
    }
    if (this.#count(owner.lab, "contexts") >= limits.tlsContextsPerLab) {
      throw tooMany("A lab", limits.tlsContextsPerLab, "TLS contexts");
    }
    this.#lastId += 1;
    contexts.set(this.#lastId, make());
    return this.#lastId;
  }

  /** `over_budget` where the process, its lab or the server has too many. */
  addSession(owner: Owner, make: () => TlsSession): number {
    const { sessions } = this.#ownedBy(owner);
    if (sessions.size >= limits.tlsSessionsPerProcess) {
      throw tooMany("A process", limits.tlsSessionsPerProcess, "TLS sessions");
    }
    if (this.#count(owner.lab, "sessions") >= limits.tlsSessionsPerLab) {
      throw tooMany("A lab", limits.tlsSessionsPerLab, "TLS sessions");
    }
    if (this.#sessions >= this.#maxSessions) throw tooMany("A server", this.#maxSessions, "TLS sessions");
    this.#lastId += 1;
    sessions.set(this.#lastId, make());
    this.#sessions += 1;
    return this.#lastId;
  }

  /** `bad_params`. */
  context({ lab, pid }: Owner, id: number): TlsContext {
    const context = this.#labs.get(lab)?.get(pid)?.contexts.get(id);
    if (context !== undefined) return context;
    const message = `This process has no TLS context ${id}. It may have been freed.`;
    throw codedFailure("bad_params", message, { field: "params.context" });
  }

  /** `bad_params`. */
  session({ lab, pid }: Owner, id: number): TlsSession {
    const session = this.#labs.get(lab)?.get(pid)?.sessions.get(id);
    if (session !== undefined) return session;
    const message = `This process has no TLS session ${id}. It may have been freed.`;
    throw codedFailure("bad_params", message, { field: "params.session" });
  }

  /** Frees those of the process that are there; sessions keep what they need of their context. */
  free({ lab, pid }: Owner, ids: { contexts: readonly number[]; sessions: readonly number[] }): void {
    const owned = this.#labs.get(lab)?.get(pid);
    if (owned === undefined) return;
    for (const id of ids.sessions) {
      owned.sessions.get(id)?.free();
      if (owned.sessions.delete(id)) this.#sessions -= 1;
    }
    for (const id of ids.contexts) {
      owned.contexts.get(id)?.free();
      owned.contexts.delete(id);
    }
  }

  freeAll(owner: Owner): void {
    const processes = this.#labs.get(owner.lab);
    const owned = processes?.get(owner.pid);
    if (processes === undefined || owned === undefined) return;
    this.free(owner, { contexts: [...owned.contexts.keys()], sessions: [...owned.sessions.keys()] });
    processes.delete(owner.pid);
    if (processes.size === 0) this.#labs.delete(owner.lab);
  }

  #ownedBy({ lab, pid }: Owner): Owned {
    let processes = this.#labs.get(lab);
    if (processes === undefined) {
      processes = new Map();
      this.#labs.set(lab, processes);
    }
    let owned = processes.get(pid);
    if (owned === undefined) {
      owned = { contexts: new Map(), sessions: new Map() };
      processes.set(pid, owned);
    }
    return owned;
  }

  #count(lab: string, kind: keyof Owned): number {
    let count = 0;
    for (const owned of this.#labs.get(lab)?.values() ?? []) count += owned[kind].size;
    return count;
  }
}

function tooMany(who: string, count: number, what: string): Error {
  return codedFailure("over_budget", `${who} has at most ${count} ${what} at once. Free some first.`);
}
