import { readFileSync, writeFileSync } from "node:fs";
import {
  type Address,
  NetworkNamespace,
  Socket,
  type SocketOptions,
  SystemError,
  socketConstants,
} from "@sockpit/sockets";
import { test as base } from "vitest";

const { SOL_SOCKET, SO_REUSEADDR, SO_LINGER } = socketConstants;

/** A line of the kernel's own table of TCP or UDP sockets: proc_net_tcp of the kernel's documentation. */
export interface TableLine {
  /** TCP's states as the kernel numbers them: 6 is TIME-WAIT. */
  readonly state: number;
  readonly localPort: number;
  readonly peerPort: number;
  readonly sendQueue: number;
  readonly receiveQueue: number;
  /** Seconds until the timer that runs, rounded; 0 where none does. */
  readonly timerSeconds: number;
}

/** USER_HZ of Linux: the unit of times in proc(5). */
const TICKS_PER_SECOND = 100;

/** A new network namespace, and sockets in it, without a lab. */
export class NamespaceSockets {
  readonly #namespace = NetworkNamespace.create();
  readonly #sockets: Socket[] = [];

  open(options: SocketOptions = {}): Socket {
    return this.keep(Socket.open({ namespace: this.#namespace, ...options }));
  }

  keep(socket: Socket): Socket {
    this.#sockets.push(socket);
    return socket;
  }

  listen(address: Address, { backlog = 8, reuses = false }: { backlog?: number; reuses?: boolean } = {}) {
    const listener = this.open();
    if (reuses) listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    listener.bind(address);
    listener.listen(backlog);
    return listener;
  }

  /** The two ends of a connection to `listener`. */
  async connectTo(listener: Socket): Promise<{ client: Socket; accepted: Socket }> {
    const client = this.open();
    await client.connect(listener.getsockname());
    const { socket } = await listener.accept();
    return { client, accepted: this.keep(socket) };
  }

  /** The kernel's table of sockets, of the protocol. */
  table(protocol: "tcp" | "udp"): TableLine[] {
    const text = this.#namespace.run(() => readFileSync(`/proc/thread-self/net/${protocol}`, "utf8"));
    return text.trimEnd().split("\n").slice(1).map(tableLine);
  }

  /** Looks until the table has such a line; the test's own timeout bounds it. */
  async untilTable(isIt: (line: TableLine) => boolean): Promise<TableLine> {
    for (;;) {
      const line = this.table("tcp").find(isIt);
      if (line !== undefined) return line;
      await new Promise(setImmediate);
    }
  }

  /** sysctl(8): "net.ipv4.tcp_syn_retries"; undefined where this kernel has no such setting. */
  sysctl(name: string): number | undefined {
    try {
      return Number(this.#namespace.run(() => readFileSync(sysctlPath(name), "utf8")));
    } catch {
      return undefined;
    }
  }

  setSysctl(name: string, value: number): void {
    this.#namespace.run(() => writeFileSync(sysctlPath(name), String(value)));
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
    this.#namespace.close();
  }
}

function sysctlPath(name: string): string {
  return `/proc/sys/${name.replaceAll(".", "/")}`;
}

function tableLine(line: string): TableLine {
  const [, local = "", peer = "", state = "", queues = "", timer = ""] = line.trim().split(/\s+/);
  const second = (pair: string) => Number.parseInt(pair.split(":")[1] ?? "", 16);
  return {
    state: Number.parseInt(state, 16),
    localPort: second(local),
    peerPort: second(peer),
    sendQueue: Number.parseInt(queues, 16),
    receiveQueue: second(queues),
    timerSeconds: Math.round(second(timer) / TICKS_PER_SECOND),
  };
}

/** SO_LINGER of no seconds: close sends RST. */
export function resetOnClose(socket: Socket): void {
  socket.setsockopt(SOL_SOCKET, SO_LINGER, new Uint8Array(Int32Array.of(1, 0).buffer));
}

export const namespaceTest = base.extend<{ sockets: NamespaceSockets }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its first parameter.
  sockets: async ({}, use) => {
    const sockets = new NamespaceSockets();
    await use(sockets);
    sockets.close();
  },
});

/** The errno of a call that fails, or "none". */
export async function outcomeOf(call: () => unknown): Promise<string> {
  try {
    await call();
    return "none";
  } catch (error) {
    if (error instanceof SystemError) return error.errno;
    throw error;
  }
}
