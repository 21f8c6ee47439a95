import { type Address, isWildcard, type KernelSocket, type SetOption } from "@sockpit/protocol";
import type { Socket, SocketEntry } from "@sockpit/sockets";
import { describeHeld } from "./held-socket.js";
import type { LabHost } from "./networks/lab-network.js";
import type { Network } from "./networks/network.js";
import type { Process } from "./process.js";
import { setOptions } from "./set-options.js";

/** Sockets that are put together between two steps. */
const STEP = 64;

/** Who holds a socket: with several fds, it is shown once, under the first. */
interface Holder {
  readonly process: Process;
  readonly pid: number;
  readonly fd: number;
  readonly socket: Socket;
}

/** What a socket was made of. */
interface Made {
  readonly entry: SocketEntry;
  readonly socket: KernelSocket;
}

/** Every socket of a lab as the kernel sees it, with who holds it. */
export class KernelView {
  readonly #hosts: readonly LabHost[];
  readonly #processes: ReadonlyMap<number, Process>;
  #made: ReadonlyMap<string, Made> = new Map();

  constructor(hosts: readonly LabHost[], processes: ReadonlyMap<number, Process>) {
    this.#hosts = hosts;
    this.#processes = processes;
  }

  /**
   * All sockets at the first step, in steps of less than a millisecond: held ones first, by pid and fd. One in which
   * nothing has changed since the last look is the same object.
   */
  *look(): Generator<void, KernelSocket[]> {
    const holders = this.#holders();
    const read = this.#hosts.map(({ host, network }) => ({
      host,
      steps: network.read(new Set(holders.keys())),
    }));
    // All are asked at the first step.
    const begun = read.map(({ host, steps }) => ({ host, steps, first: steps.next() }));
    const made = new Map<string, Made>();
    const halfOpen = new Map<string, number>();
    const others: KernelSocket[] = [];
    const listed = new Map<string, SocketEntry>();
    for (const { host, steps, first } of begun) {
      const entries = first.done === true ? first.value : yield* steps;
      const listeners = new ListenersByPort(entries);
      for (const [index, entry] of entries.entries()) {
        if (index % STEP === STEP - 1) yield;
        listed.set(entry.id, entry);
        if (holders.has(entry.id) || !isConnection(entry)) continue;
        const listener = isUnaccepted(entry) ? listeners.of(entry) : null;
        if (listener !== null && entry.state === "SYN-RECEIVED")
          halfOpen.set(listener, (halfOpen.get(listener) ?? 0) + 1);
        const facts = { pid: null, fd: null, synQueue: null, listener, options: none, ...on(host) };
        others.push(this.#make(made, entry, facts));
      }
    }
    const held: KernelSocket[] = [];
    let step = 0;
    for (const [id, { process, pid, fd, socket }] of holders) {
      step += 1;
      if (step % STEP === 0) yield;
      const entry = listed.get(id) ?? ask(socket, process.network);
      if (entry === null) continue;
      const isListening = entry.state === "LISTEN" && entry.family !== "AF_UNIX";
      const synQueue = isListening ? { length: halfOpen.get(id) ?? 0 } : null;
      const timeoutSeconds = socket.timeout;
      const options = setOptions(socket);
      const facts = { pid, fd, synQueue, listener: null, timeoutSeconds, options, ...on(process.host) };
      held.push(this.#make(made, entry, facts));
    }
    this.#made = made;
    return [...held.sort((a, b) => order(a.pid, b.pid) || order(a.fd, b.fd)), ...others];
  }

  #holders(): Map<string, Holder> {
    const holders = new Map<string, Holder>();
    for (const process of this.#processes.values()) {
      const { pid, fds } = process;
      for (const [fd, socket] of fds.sockets()) {
        if (!holders.has(socket.cookie)) holders.set(socket.cookie, { process, pid, fd, socket });
      }
    }
    return holders;
  }

  #make(made: Map<string, Made>, entry: SocketEntry, facts: Facts): KernelSocket {
    const last = this.#made.get(entry.id);
    const isSame = last?.entry === entry && hasFacts(last.socket, facts);
    const now = isSame ? last : { entry, socket: { ...entry, ...facts } };
    made.set(entry.id, now);
    return now.socket;
  }
}

/** A held socket that is not listed; null where it has been closed since the first step. */
function ask(socket: Socket, network: Network): SocketEntry | null {
  if (socket.closed) return null;
  const held = describeHeld(socket);
  const local = held.local === null ? null : network.localAddress(socket);
  return { ...held, local, peer: held.peer === null ? null : network.toProgram(held.peer) };
}

/** In a lab with a wire, the host that a socket is on. */
function on(host: string | undefined): { host?: string } {
  return host === undefined ? {} : { host };
}

/** What only the lab knows of a socket. */
type Facts = Pick<KernelSocket, "host" | "pid" | "fd" | "synQueue" | "listener" | "timeoutSeconds"> & {
  options: SetOption[];
};

const none: SetOption[] = [];

function hasFacts(socket: KernelSocket, facts: Facts): boolean {
  return (
    socket.pid === facts.pid &&
    socket.fd === facts.fd &&
    socket.synQueue?.length === facts.synQueue?.length &&
    socket.listener === facts.listener &&
    socket.timeoutSeconds === facts.timeoutSeconds &&
    socket.options === facts.options
  );
}

function order(a: number | null, b: number | null): number {
  return (a ?? 0) - (b ?? 0);
}

/** Without a holder, only what is still a connection means something: half open, to be accepted, closing. */
function isConnection({ state }: SocketEntry): boolean {
  return state !== "CLOSED" && state !== "UNCONNECTED";
}

/** Without a holder, a connection in one of these states waits for `accept`, or for the last step of its handshake. */
function isUnaccepted({ state }: SocketEntry): boolean {
  return state === "SYN-RECEIVED" || state === "ESTABLISHED" || state === "CLOSE-WAIT";
}

/** The TCP listeners, to find the one that a connection waits at. */
class ListenersByPort {
  readonly #listeners = new Map<number, { id: string; host: string }[]>();

  constructor(entries: readonly SocketEntry[]) {
    for (const { id, state, local } of entries) {
      if (state !== "LISTEN" || !isInternet(local)) continue;
      const onPort = this.#listeners.get(local.port) ?? [];
      onPort.push({ id, host: local.host });
      this.#listeners.set(local.port, onPort);
    }
  }

  /** The id of the listener on the connection's own address, else of the one on the wildcard address. */
  of({ local }: SocketEntry): string | null {
    if (!isInternet(local)) return null;
    const onPort = this.#listeners.get(local.port) ?? [];
    const found =
      onPort.find(({ host }) => host === local.host) ?? onPort.find(({ host }) => isWildcard(host));
    return found?.id ?? null;
  }
}

function isInternet(address: Address | null): address is Extract<Address, { host: string }> {
  return address !== null && "host" in address;
}
