import { Lab } from "@sockpit/lab";
import { codedFailure, type Isolation, limits, type NetworkKind } from "@sockpit/protocol";

/** A lab that nobody has used for so long is closed: a class has gone home. */
const IDLE_MS = 60 * 60 * 1000;
const IDLE_CHECK_MS = 60 * 1000;

interface Entry {
  lab: Lab;
  lastUsedAt: number;
  connections: number;
}

/** The labs that live in this lab host. */
export class Labs {
  readonly #network: NetworkKind;
  readonly #isolation: Isolation;
  readonly #onClosed: (id: string) => void;
  readonly #entries = new Map<string, Entry>();

  constructor(options: { network: NetworkKind; isolation: Isolation; onClosed: (id: string) => void }) {
    this.#network = options.network;
    this.#isolation = options.isolation;
    this.#onClosed = options.onClosed;
    setInterval(() => this.#closeIdle(), IDLE_CHECK_MS).unref();
  }

  create(id: string): Lab {
    if (this.#entries.size >= limits.labsPerServer) {
      const message = `This server holds at most ${limits.labsPerServer} labs at once. Try again later.`;
      throw codedFailure("too_many_labs", message);
    }
    const lab = new Lab({ id, network: this.#network, isolation: this.#isolation });
    this.#entries.set(id, { lab, lastUsedAt: Date.now(), connections: 0 });
    return lab;
  }

  /** The lab of an id, which counts as using it. `no_such_lab`. */
  get(id: string): Lab {
    return this.#entry(id).lab;
  }

  /** Keeps a lab from becoming idle until the connection is let go. */
  hold(id: string): { lab: Lab; release: () => void } {
    const entry = this.#entry(id);
    entry.connections += 1;
    return {
      lab: entry.lab,
      release: () => {
        entry.connections -= 1;
        entry.lastUsedAt = Date.now();
      },
    };
  }

  close(id: string): void {
    this.#entry(id).lab.close();
    this.#entries.delete(id);
    this.#onClosed(id);
  }

  closeAll(): void {
    for (const id of [...this.#entries.keys()]) this.close(id);
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined)
      throw codedFailure("no_such_lab", `There is no lab ${id}. It may have been closed.`);
    entry.lastUsedAt = Date.now();
    return entry;
  }

  #closeIdle(): void {
    for (const [id, entry] of this.#entries) {
      if (entry.connections === 0 && Date.now() - entry.lastUsedAt > IDLE_MS) this.close(id);
    }
  }
}
