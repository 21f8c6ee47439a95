import { spawnSync } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import {
  type Address,
  type MaybePromise,
  NetworkNamespace,
  probeNetworkNamespace,
  Socket,
  SocketDiagnostics,
  type SocketEntry,
  SocketError,
  type SocketOptions,
  type SocketState,
  SystemError,
  stopReadiness,
  untilAllClosed,
} from "@sockpit/sockets";
import { afterAll, test as base, beforeAll, describe, expect } from "vitest";

const probe = probeNetworkNamespace();
const isPossible = probe.networkNamespace && probe.loopbackUp;
if (!isPossible) {
  console.warn(
    `SKIPPED: no network namespace here (${probe.reason}). These tests prove nothing on this machine.`,
  );
}

/** A suite that needs network namespaces, and leaves no fd behind. */
export function describeInNamespace(name: string, body: () => void): void {
  describe.skipIf(!isPossible)(name, () => {
    let before: string[];
    beforeAll(async () => {
      // A probe's sockets, which the file's first lines may have made, are closed in the background.
      await untilAllClosed();
      before = openKernelObjects();
    });
    afterAll(async () => {
      await stopReadiness();
      await untilAllClosed();
      expect(openKernelObjects()).toEqual(before);
    });
    body();
  });
}

/** What this process's fds stand for, as far as this package makes such fds. */
function openKernelObjects(): string[] {
  const kinds = /^(socket:|net:|anon_inode:\[event|\/memfd:)/;
  return readdirSync("/proc/self/fd")
    .map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return "";
      }
    })
    .filter((target) => kinds.test(target))
    .sort();
}

/** A network namespace for one test, and sockets in it that are closed after it. */
export class Network {
  readonly namespace = NetworkNamespace.create();
  readonly #sockets: Socket[] = [];
  readonly #diagnostics = SocketDiagnostics.open({ namespace: this.namespace });

  open(options: SocketOptions = {}): Socket {
    return this.keep(Socket.open({ namespace: this.namespace, ...options }));
  }

  keep(socket: Socket): Socket {
    this.#sockets.push(socket);
    return socket;
  }

  listen(address: Address, options: SocketOptions & { backlog?: number } = {}): Socket {
    const { backlog = 8, ...rest } = options;
    const listener = this.open(rest);
    listener.bind(address);
    listener.listen(backlog);
    return listener;
  }

  async accept(listener: Socket): Promise<Socket> {
    const { socket } = await listener.accept();
    return this.keep(socket);
  }

  /** Two ends of one connection. */
  async pair(
    address: Address = loopback,
    options: SocketOptions = {},
  ): Promise<{ client: Socket; server: Socket }> {
    const listener = this.listen(address, options);
    const client = this.open(options);
    const [server] = await Promise.all([this.accept(listener), client.connect(listener.getsockname())]);
    return { client, server };
  }

  list(): SocketEntry[] {
    return this.#diagnostics.list();
  }

  /** What the kernel says of one socket. */
  entry(socket: Socket): SocketEntry | undefined {
    return this.list().find((entry) => entry.id === socket.cookie);
  }

  /** Looks until the kernel says so; the test's own timeout bounds it. A delayed ACK may take 40 ms. */
  async untilState(socket: Socket, state: SocketState): Promise<void> {
    while (this.entry(socket)?.state !== state) await setImmediate();
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
    this.#diagnostics.close();
    this.namespace.close();
  }
}

export const loopback = { host: "127.0.0.1", port: 0 };
export const loopback6 = { host: "::1", port: 0 };

export const test = base.extend<{ network: Network }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its first parameter.
  network: async ({}, use) => {
    const network = new Network();
    await use(network);
    network.close();
  },
});

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (data: Uint8Array): string => new TextDecoder().decode(data);

/** The error that a call fails with. */
export async function failureOf(call: () => unknown): Promise<SocketError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof SocketError) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}

/** Its errno, or its name where it has none. */
export async function errnoOf(call: () => unknown): Promise<string> {
  const error = await failureOf(call);
  return error instanceof SystemError ? error.errno : error.name;
}

/** A call that is known to wait in the kernel by now. */
export async function waiting<T>(
  begin: (onWait: () => void) => MaybePromise<T>,
): Promise<{ call: Promise<T> }> {
  let call: MaybePromise<T> | undefined;
  await new Promise<void>((resolve) => {
    call = begin(resolve);
  });
  if (!(call instanceof Promise)) throw new Error("the call did not wait");
  return { call };
}

export function portOf(address: Address): number {
  if (!("port" in address)) throw new Error("not an internet address");
  return address.port;
}

/** What a program prints that runs under Node without one of root's capabilities; undefined where that is not possible. */
export function outputWithout(capability: string, program: string): string | undefined {
  const args = [`--bounding-set=-${capability}`, process.execPath, "--input-type=module", "--eval", program];
  const run = spawnSync("setpriv", args, { cwd: import.meta.dirname, encoding: "utf8" });
  return run.error === undefined && run.status === 0 ? run.stdout : undefined;
}

/** A port that nobody in the namespace listens on. */
export function freePort(network: Network): number {
  const probeSocket = network.open();
  probeSocket.bind(loopback);
  const port = portOf(probeSocket.getsockname());
  probeSocket.close();
  return port;
}
