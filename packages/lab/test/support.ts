import { readdirSync, readlinkSync } from "node:fs";
import { Lab, type LabHosts } from "@sockpit/lab";
import {
  type Address,
  type CallError,
  CallFailure,
  type CommandName,
  type CommandParams,
  type CommandResult,
  LabEvent,
  type LabEventName,
  type LabEventOf,
  type NetworkKind,
} from "@sockpit/protocol";
import {
  type Interrupter,
  keepStamping,
  NetworkNamespace,
  probeNetworkNamespace,
  Socket,
  SocketDiagnostics,
  type SocketOptions,
  SystemError,
  stopReadiness,
  untilAllClosed,
} from "@sockpit/sockets";
import { afterAll, test as base, beforeAll, describe, expect } from "vitest";

export const networks = ["isolated", "mapped"] as const satisfies NetworkKind[];

const probe = probeNetworkNamespace();
const isPossible = probe.networkNamespace && probe.loopbackUp;
if (!isPossible) {
  console.warn(
    `SKIPPED: no network namespace here (${probe.reason}). These tests prove nothing on this machine.`,
  );
}

const isolation = { available: true, userNamespace: true, networkNamespace: true, capture: true };

/** Plays the machine that mapped labs share: a namespace whose `lo` is up. */
let machine: NetworkNamespace;

/** A suite on a real kernel that leaves no fd behind. */
export function describeOnKernel(name: string, body: () => void): void {
  describe.skipIf(!isPossible)(name, () => {
    let before: string[];
    let stopStamping: () => void;
    beforeAll(async () => {
      // A probe's sockets, which the file's first lines may have made, are closed in the background.
      await untilAllClosed();
      before = openKernelObjects();
      stopStamping = keepStamping();
      machine = NetworkNamespace.create();
    });
    afterAll(async () => {
      machine.close();
      stopStamping();
      await stopReadiness();
      expect(openKernelObjects()).toEqual(before);
    });
    body();
  });
}

/** The same suite on both networks. `test` gives each test a lab of its own. */
export function describeOnEachNetwork(
  name: string,
  body: (test: ReturnType<typeof testOn>, network: NetworkKind) => void,
): void {
  for (const network of networks) {
    describeOnKernel(`${name}, ${network}`, () => body(testOn(network), network));
  }
}

export function testOn(network: NetworkKind) {
  return base.extend<{ bench: Bench }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from its first parameter.
    bench: async ({}, use) => {
      const bench = new Bench(network);
      await use(bench);
      bench.close();
      await untilAllClosed();
    },
  });
}

/** What this process's fds stand for, as far as labs make such fds. */
export function openKernelObjects(): string[] {
  const kinds = /^(socket:|net:|pipe:|anon_inode:\[event|\/memfd:)/;
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

/** What the lab keeps of its trace after an event's number. */
export function keptEvents(lab: Lab, afterSeq = 0): LabEvent[] {
  const { lines, count } = lab.readTrace(afterSeq, { maxBytes: Number.MAX_SAFE_INTEGER });
  const texts = count === 0 ? [] : text(lines).trimEnd().split("\n");
  return texts.map((line): LabEvent => JSON.parse(line));
}

/** A lab, and the programs that run in it. */
export class Bench {
  readonly lab: Lab;

  /** `hosts`: of a lab with a wire. */
  constructor(network: NetworkKind, id = "testlab", hosts?: LabHosts) {
    this.lab = machine.run(() => new Lab({ id, network, isolation, hosts }));
  }

  program(name = "program", host?: string): Program {
    return new Program(this.lab, this.lab.startProcess(name, host));
  }

  /** Two programs with a TCP connection between them, over port 8088. */
  async connected(): Promise<{
    server: Program;
    client: Program;
    listener: number;
    accepted: number;
    fd: number;
  }> {
    const server = this.program("server");
    const client = this.program("client");
    const listener = await server.listening(serverAddress);
    const fd = await client.socket();
    await client.call("connect", { fd, address: serverAddress });
    const { fd: accepted } = await server.call("accept", { fd: listener });
    return { server, client, listener, accepted, fd };
  }

  /** The lab's events from now on, and how to wait for one. */
  observe(): Observed {
    return new Observed(this.lab);
  }

  /** A socket of the machine that mapped labs share: another program's. */
  machineSocket(options: SocketOptions): Socket {
    return Socket.open({ ...options, namespace: machine });
  }

  /** What the machine's own kernel says of the sockets on its loopback, in its addresses. */
  machineSockets(): SocketDiagnostics {
    return SocketDiagnostics.open({ namespace: machine });
  }

  /** Every event that the lab has made must be what the protocol says. */
  close(): void {
    this.lab.close();
    for (const event of keptEvents(this.lab)) LabEvent.parse(event);
  }
}

/** One process of a lab, and the calls that it makes. */
export class Program {
  readonly pid: number;
  readonly #lab: Lab;

  constructor(lab: Lab, pid: number) {
    this.#lab = lab;
    this.pid = pid;
  }

  call<N extends CommandName>(
    command: N,
    params: CommandParams<N>,
    interrupter?: Interrupter,
  ): Promise<CommandResult<N>> {
    return this.send(command, params, interrupter) as Promise<CommandResult<N>>;
  }

  /** A call that nothing has checked. */
  async send(command: string, params: unknown, interrupter?: Interrupter): Promise<object> {
    const call = { pid: this.pid, command, params, ...(interrupter === undefined ? {} : { interrupter }) };
    return machine.run(() => ({ made: this.#lab.call(call) })).made;
  }

  async socket(params: CommandParams<"socket"> = {}): Promise<number> {
    return (await this.call("socket", params)).fd;
  }

  async listening(address: Address, params: CommandParams<"socket"> = {}): Promise<number> {
    const fd = await this.socket(params);
    await this.call("bind", { fd, address });
    await this.call("listen", { fd });
    return fd;
  }

  async bound(address: Address, params: CommandParams<"socket">): Promise<number> {
    const fd = await this.socket(params);
    await this.call("bind", { fd, address });
    return fd;
  }

  async name(fd: number): Promise<Address> {
    return (await this.call("getsockname", { fd })).address;
  }

  async receive(fd: number, bufsize = 1024): Promise<string> {
    return text((await this.call("recv", { fd, bufsize })).data);
  }

  /** A call that is known to wait in the kernel by now. */
  async waiting<N extends CommandName>(
    command: N,
    params: CommandParams<N>,
    interrupter?: Interrupter,
  ): Promise<{ outcome: Promise<CommandResult<N>> }> {
    const observed = new Observed(this.#lab);
    const outcome = this.call(command, params, interrupter);
    outcome.catch(() => undefined);
    await observed.until("callBlocked", ({ pid }) => pid === this.pid);
    observed.stop();
    return { outcome };
  }
}

/** A lab's events, gathered. */
export class Observed {
  readonly stop: () => void;
  readonly #lab: Lab;
  readonly #events: LabEvent[] = [];
  readonly #checks = new Set<() => void>();

  constructor(lab: Lab) {
    this.#lab = lab;
    let lastSeq = lab.lastSeq;
    const stop = lab.listen(() => {
      this.#events.push(...keptEvents(lab, lastSeq));
      lastSeq = lab.lastSeq;
      for (const check of this.#checks) check();
    });
    this.stop = () => {
      lab.settle();
      stop();
    };
  }

  /** Those up to now. */
  get events(): readonly LabEvent[] {
    this.#lab.settle();
    return this.#events;
  }

  of<N extends LabEventName>(name: N): LabEventOf<N>[] {
    return this.events.filter((event): event is LabEventOf<N> => event.event === name);
  }

  /** The first event of a kind that fits, past or to come; the test's own timeout bounds the wait. */
  until<N extends LabEventName>(
    name: N,
    fits: (event: LabEventOf<N>) => boolean = () => true,
  ): Promise<LabEventOf<N>> {
    return new Promise((resolve) => {
      const check = () => {
        const event = this.of(name).find(fits);
        if (event === undefined) return;
        this.#checks.delete(check);
        resolve(event);
      };
      this.#checks.add(check);
      check();
    });
  }
}

export const serverAddress = { host: "127.0.0.1", port: 8088 };
export const text = (data: Uint8Array): string => new TextDecoder().decode(data);

/** What the kernel said to a call on one of the machine's own sockets. */
export async function machineErrnoOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (error instanceof SystemError) return error.errno;
    throw error;
  }
  throw new Error("the call succeeded");
}

/** The error that a call fails with. */
export async function failureOf(call: Promise<unknown> | (() => unknown)): Promise<CallError> {
  try {
    await (typeof call === "function" ? call() : call);
  } catch (error) {
    if (error instanceof CallFailure) return error.error;
    throw error;
  }
  throw new Error("the call succeeded");
}

/** Its errno, or its kind or code where it has none. */
export async function errnoOf(call: Promise<unknown> | (() => unknown)): Promise<string> {
  const error = await failureOf(call);
  if (error.kind === "errno") return error.errno;
  return error.kind === "timeout" ? "timeout" : error.code;
}

export function portOf(address: Address | null): number {
  if (address === null || !("port" in address)) throw new Error("not an internet address");
  return address.port;
}
