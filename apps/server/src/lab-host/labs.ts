import { Lab, type LabHosts } from "@sockpit/lab";
import {
  type CallFailure,
  type CreateWire,
  codedFailure,
  type Isolation,
  limits,
  type NetworkKind,
} from "@sockpit/protocol";
import { WIRES_SHARE } from "../between/wires-share.js";
import { CallBudget } from "./call-budget.js";

/** What a shell reports of a process that SIGKILL ended: 128 and the signal's number. */
const KILLED_STATUS = 137;

/**
 * What a lab has been used for, which says how long it is kept without a connection, as parts of the idle time (300 s):
 * a page is back within seconds of a reload, a person who types REST calls needs longer, and a lab that nobody has used
 * may be one whose creator never got the answer.
 */
const keptFor = {
  unused: 0.4,
  rest: 2,
  connection: 1,
  /** Its page said goodbye. The connections of its programs end a little later. */
  left: 0.2,
} as const;

/** How often labs are looked through. */
const REAP_INTERVAL_MS = 1000;

/** Where there is no room, a lab without a connection makes some, once it has been idle for this long. */
const YIELDS_AFTER_MS = 30_000;
/** A page connects, and a script calls, within a second. */
const UNUSED_YIELDS_AFTER_MS = 5000;

interface Entry {
  readonly lab: Lab;
  readonly calls: CallBudget;
  /** Instead of what `keptFor` says, as long as only REST has used it. */
  readonly ttlMs: number | undefined;
  lastUsedAt: number;
  /** Connections, streams and requests that are under way. */
  holders: number;
  use: keyof typeof keptFor;
}

/** What a lab is made with. */
interface MadeLab {
  ttlMs?: number;
  hosts?: readonly string[] | undefined;
  wire?: CreateWire | undefined;
}

export interface LabsOptions {
  readonly network: NetworkKind;
  readonly isolation: Isolation;
  /** What this lab host has of the server's bounds. */
  readonly share: number;
  readonly idleMs: number;
  /** Interrupts a lab's waiting calls, or those of one process, over several turns, all but a few. */
  interrupt(lab: Lab, pid?: number): Promise<void>;
  onClosed(id: string): void;
}

/** A use of a lab, which is kept until the use is released. */
export interface LabUse {
  readonly lab: Lab;
  readonly calls: CallBudget;
  /** With `isGoodbye`, the user says that they do not come back. */
  release(options?: { isGoodbye: boolean }): void;
}

/** `no_such_lab` */
export function noSuchLab(id: string): CallFailure {
  return codedFailure("no_such_lab", `There is no lab ${id}. It may have been closed.`);
}

/** The labs that live in this lab host. */
export class Labs {
  readonly #options: LabsOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #calls: CallBudget;
  #isReaping = false;

  constructor(options: LabsOptions) {
    this.#options = options;
    this.#calls = new CallBudget("This server", {
      calls: Math.ceil(limits.callsPerServer * options.share),
      bytes: Math.ceil(limits.callBytesPerServer * options.share),
    });
    setInterval(() => this.#reap(), REAP_INTERVAL_MS).unref();
  }

  /** Makes a lab, in the place of the longest idle one where there is no other. `too_many_labs`, `network_unavailable`. */
  create(id: string, { ttlMs, hosts: names, wire }: MadeLab = {}): Lab {
    const { network, isolation, share } = this.#options;
    if (this.#entries.size >= Math.ceil(limits.labsPerServer * share)) this.#makeRoom(names !== undefined);
    const lab = new Lab({ id, network, isolation, hosts: names && this.#onWire(names, wire) });
    const bounds = { calls: limits.callsPerLab, bytes: limits.callBytesPerLab };
    const calls = new CallBudget("A lab", bounds, this.#calls);
    this.#entries.set(id, { lab, calls, ttlMs, lastUsedAt: Date.now(), holders: 0, use: "unused" });
    return lab;
  }

  /** The hosts of a lab with a wire. `network_unavailable` where this machine makes none. */
  #onWire(names: readonly string[], wire: CreateWire = {}): LabHosts {
    const { wire: implementation, wireReason } = this.#options.isolation;
    if (implementation != null) return { names, implementation, wire };
    const reason = wireReason === undefined ? "" : ` (${wireReason})`;
    const message = `This server makes no labs with a wire${reason}: docs/networks.md.`;
    throw codedFailure("network_unavailable", message, { field: "hosts" });
  }

  /** The lab of an id, which counts as using it. `no_such_lab`. */
  get(id: string): Lab {
    return this.#used(id).lab;
  }

  /** Keeps a lab while a connection or a stream is open. `no_such_lab`. */
  hold(id: string): LabUse {
    const entry = this.#used(id);
    entry.use = "connection";
    return this.#hold(entry);
  }

  /** Keeps a lab while a request waits in it. `no_such_lab`. */
  holdForRequest(id: string): LabUse {
    return this.#hold(this.#used(id));
  }

  /** Kills a process and its waiting calls, however many these are. `no_such_lab`, `no_such_process`. */
  async killProcess(id: string, pid: number): Promise<void> {
    const lab = this.get(id);
    if (lab.hasProcess(pid)) await this.#options.interrupt(lab, pid);
    lab.endProcess(pid, { status: KILLED_STATUS, reason: "killed" });
  }

  /** Ends a lab. It is gone for new users at once, and has ended when this resolves. `no_such_lab`. */
  async close(id: string): Promise<void> {
    const { lab } = this.#used(id);
    this.#entries.delete(id);
    await this.#options.interrupt(lab);
    this.#end(lab);
  }

  /** What runs in all labs. */
  counts(): { labs: number; processes: number; sockets: number } {
    const counts = { labs: this.#entries.size, processes: 0, sockets: 0 };
    for (const { lab } of this.#entries.values()) {
      const { processes, files } = lab.counts();
      counts.processes += processes;
      counts.sockets += files;
    }
    return counts;
  }

  closeAll(): void {
    for (const { lab } of this.#entries.values()) this.#end(lab);
    this.#entries.clear();
  }

  #end(lab: Lab): void {
    lab.close();
    this.#options.onClosed(lab.id);
  }

  #used(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw noSuchLab(id);
    entry.lastUsedAt = Date.now();
    if (entry.use === "unused") entry.use = "rest";
    return entry;
  }

  #hold(entry: Entry): LabUse {
    entry.holders += 1;
    let isReleased = false;
    const release = ({ isGoodbye } = { isGoodbye: false }) => {
      if (isReleased) return;
      isReleased = true;
      entry.holders -= 1;
      entry.lastUsedAt = Date.now();
      if (isGoodbye) entry.use = "left";
    };
    return { lab: entry.lab, calls: entry.calls, release };
  }

  /** Ends the labs whose time is up, one in a turn: each takes milliseconds. */
  #reap(): void {
    if (this.#isReaping) return;
    const expired = this.#longestIdle((entry) => this.#keptForMs(entry));
    if (expired === undefined) return;
    this.#isReaping = true;
    void this.close(expired).finally(() => {
      this.#isReaping = false;
      setImmediate(() => this.#reap());
    });
  }

  #keptForMs({ use, ttlMs }: Entry): number {
    const isPages = use === "connection" || use === "left";
    return isPages || ttlMs === undefined ? this.#options.idleMs * keptFor[use] : ttlMs;
  }

  #makeRoom(hasWire: boolean): void {
    const idle = this.#longestIdle(({ use }) =>
      use === "unused" ? UNUSED_YIELDS_AFTER_MS : YIELDS_AFTER_MS,
    );
    if (idle === undefined) {
      const { labsPerServer } = limits;
      const most = hasWire ? `${labsPerServer * WIRES_SHARE} labs with a wire` : `${labsPerServer} labs`;
      const message = `This server holds at most ${most} at once. Try again later.`;
      throw codedFailure("too_many_labs", message);
    }
    void this.close(idle);
  }

  /** The lab that has been without a user for longest, of those for which that is longer than their time. */
  #longestIdle(timeMs: (entry: Entry) => number): string | undefined {
    const now = Date.now();
    let longest: Entry | undefined;
    for (const entry of this.#entries.values()) {
      if (entry.holders > 0 || now - entry.lastUsedAt < timeMs(entry)) continue;
      if (longest === undefined || entry.lastUsedAt < longest.lastUsedAt) longest = entry;
    }
    return longest?.lab.id;
  }
}
