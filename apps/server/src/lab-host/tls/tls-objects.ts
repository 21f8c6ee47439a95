import { codedFailure, limits } from "@sockpit/protocol";
import type { TlsContext, TlsSession } from "@sockpit/tls";
import { memoryBytes, TlsMemory } from "./tls-memory.js";

/** OpenSSL keeps a context for as long as a session uses it. */
interface HeldContext {
  readonly context: TlsContext;
  bytes: number;
  /** Its owner, and sessions. */
  users: number;
}

interface HeldSession {
  readonly session: TlsSession;
  bytes: number;
  readonly contexts: HeldContext[];
}

/** TLS objects of one process. */
interface Owned {
  readonly contexts: Map<number, HeldContext>;
  readonly sessions: Map<number, HeldSession>;
}

/** A process of a lab. */
export interface Owner {
  readonly lab: string;
  readonly pid: number;
}

/** The TLS contexts and sessions of all processes, within their bounds. Those of a process are freed together. */
export class TlsObjects {
  readonly #labs = new Map<string, Map<number, Owned>>();
  readonly #memory: TlsMemory;
  #lastId = 0;

  /** `maxBytes`: of all labs here. */
  constructor(maxBytes: number) {
    this.#memory = new TlsMemory(maxBytes);
  }

  /** `over_budget` where the process has too many, or its lab no more memory. */
  addContext(owner: Owner, make: () => TlsContext): number {
    const { contexts } = this.#ownedBy(owner);
    if (contexts.size >= limits.tlsContextsPerProcess) {
      throw tooMany(limits.tlsContextsPerProcess, "TLS contexts");
    }
    const bytes = memoryBytes.context;
    const context = this.#within(owner, bytes, make);
    this.#lastId += 1;
    contexts.set(this.#lastId, { context, bytes, users: 1 });
    return this.#lastId;
  }

  /** `bad_params`; `over_budget` where the process has too many, or its lab no more memory. */
  addSession(owner: Owner, contextId: number, make: (context: TlsContext) => TlsSession): number {
    const held = this.#context(owner, contextId);
    const { sessions } = this.#ownedBy(owner);
    if (sessions.size >= limits.tlsSessionsPerProcess) {
      throw tooMany(limits.tlsSessionsPerProcess, "TLS sessions");
    }
    const bytes = memoryBytes.handshake;
    const session = this.#within(owner, bytes, () => make(held.context));
    held.users += 1;
    this.#lastId += 1;
    sessions.set(this.#lastId, { session, bytes, contexts: [held] });
    return this.#lastId;
  }

  /** `bad_params`. */
  context(owner: Owner, id: number): TlsContext {
    return this.#context(owner, id).context;
  }

  /** A context that is to take so much more: `bad_params`, `over_budget`. */
  growingContext(owner: Owner, id: number, bytes: number): TlsContext {
    const held = this.#context(owner, id);
    this.#memory.take(owner.lab, bytes);
    held.bytes += bytes;
    return held.context;
  }

  /** A context that a session of the process goes on with: `bad_params`. */
  contextFor(owner: Owner, { session, context }: { session: number; context: number }): TlsContext {
    const held = this.#context(owner, context);
    const { contexts } = this.#session(owner, session);
    if (!contexts.includes(held)) {
      held.users += 1;
      contexts.push(held);
    }
    return held.context;
  }

  /** `bad_params`. */
  session(owner: Owner, id: number): TlsSession {
    return this.#session(owner, id).session;
  }

  /** After its handshake, a session takes less. */
  settle(owner: Owner, id: number): void {
    const held = this.#session(owner, id);
    if (held.bytes === memoryBytes.session || !held.session.isEstablished) return;
    this.#memory.giveBack(owner.lab, held.bytes - memoryBytes.session);
    held.bytes = memoryBytes.session;
  }

  /** Frees those of the process that are there. */
  free({ lab, pid }: Owner, ids: { contexts: readonly number[]; sessions: readonly number[] }): void {
    const owned = this.#labs.get(lab)?.get(pid);
    if (owned === undefined) return;
    for (const id of ids.sessions) {
      const held = owned.sessions.get(id);
      if (!owned.sessions.delete(id) || held === undefined) continue;
      held.session.free();
      this.#memory.giveBack(lab, held.bytes);
      for (const context of held.contexts) this.#leave(lab, context);
    }
    for (const id of ids.contexts) {
      const held = owned.contexts.get(id);
      if (!owned.contexts.delete(id) || held === undefined) continue;
      held.context.free();
      this.#leave(lab, held);
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

  #context({ lab, pid }: Owner, id: number): HeldContext {
    const held = this.#labs.get(lab)?.get(pid)?.contexts.get(id);
    if (held !== undefined) return held;
    const message = `This process has no TLS context ${id}. It may have been freed.`;
    throw codedFailure("bad_params", message, { field: "params.context" });
  }

  #session({ lab, pid }: Owner, id: number): HeldSession {
    const held = this.#labs.get(lab)?.get(pid)?.sessions.get(id);
    if (held !== undefined) return held;
    const message = `This process has no TLS session ${id}. It may have been freed.`;
    throw codedFailure("bad_params", message, { field: "params.session" });
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

  /** Makes something that takes so much. */
  #within<T>({ lab }: Owner, bytes: number, make: () => T): T {
    this.#memory.take(lab, bytes);
    try {
      return make();
    } catch (error) {
      this.#memory.giveBack(lab, bytes);
      throw error;
    }
  }

  #leave(lab: string, held: HeldContext): void {
    held.users -= 1;
    if (held.users === 0) this.#memory.giveBack(lab, held.bytes);
  }
}

function tooMany(count: number, what: string): Error {
  return codedFailure("over_budget", `A process has at most ${count} ${what} at once. Free some first.`);
}
