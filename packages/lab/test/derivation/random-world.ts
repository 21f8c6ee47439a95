import { Buffer } from "node:buffer";
import { setTimeout as sleep } from "node:timers/promises";
import type { CommandName, CommandParams, LabEventOf } from "@sockpit/protocol";
import { Random } from "@sockpit/testing";
import { type Bench, keptEvents, type Observed, type Program } from "../support.js";

/** A difference counts where two looks so far apart show it. */
const BETWEEN_LOOKS_MS = 25;
const FIRST_PORT = 3000;
const PORTS = 3;
const MAX_SOCKETS = 14;

interface Held {
  readonly program: Program;
  readonly fd: number;
  readonly isIpv6: boolean;
  isListening: boolean;
}

type Step = (world: RandomWorld) => Promise<void>;

/** Programs that do what comes to them by chance, the same for the same seed as far as the kernel's timing is the same. */
export class RandomWorld {
  readonly #random: Random;
  readonly #bench: Bench;
  readonly #observed: Observed;
  readonly #programs: Program[] = [];
  readonly #held: Held[] = [];
  readonly #waiting = new Set<Promise<unknown>>();
  /** What was done, to find the cause of a difference. */
  readonly log: string[] = [];

  constructor(bench: Bench, seed: number) {
    this.#random = new Random(seed);
    this.#bench = bench;
    this.#observed = bench.observe();
    for (const name of ["one", "two", "three"]) this.#programs.push(bench.program(name));
  }

  async run(steps: number): Promise<LabEventOf<"viewCorrected">[]> {
    for (let step = 0; step < steps; step += 1) {
      await this.#step();
      if (!this.#random.chance(0.4)) continue;
      const found = await this.corrections();
      if (found.length > 0) return found;
    }
    for (const program of this.#programs)
      this.#bench.lab.endProcess(program.pid, { status: 0, reason: "exited" });
    await Promise.allSettled(this.#waiting);
    return this.corrections();
  }

  async corrections(): Promise<LabEventOf<"viewCorrected">[]> {
    this.#bench.lab.sockets();
    await sleep(BETWEEN_LOOKS_MS);
    this.#bench.lab.sockets();
    return this.#observed.of("viewCorrected");
  }

  stop(): void {
    this.#observed.stop();
  }

  async #step(): Promise<void> {
    let left = this.#random.below(totalWeight);
    for (const [weight, step] of steps) {
      left -= weight;
      if (left >= 0) continue;
      await step(this);
      return;
    }
  }

  pick<T>(list: readonly T[]): T {
    return this.#random.pick(list);
  }

  chance(share: number): boolean {
    return this.#random.chance(share);
  }

  socketWhere(fits: (held: Held) => boolean): Held | undefined {
    const fitting = this.#held.filter(fits);
    return fitting.length === 0 ? undefined : this.#random.pick(fitting);
  }

  get isFull(): boolean {
    return this.#held.length >= MAX_SOCKETS;
  }

  program(): Program {
    return this.#random.pick(this.#programs);
  }

  hold(held: Held): void {
    this.#held.push(held);
  }

  drop(held: Held): void {
    this.#held.splice(this.#held.indexOf(held), 1);
  }

  /** Makes a call; what it fails with is part of the game. */
  async call<N extends CommandName>(
    program: Program,
    command: N,
    params: CommandParams<N>,
  ): Promise<object | undefined> {
    const text = JSON.stringify(params).slice(0, 120);
    try {
      const result = await program.call(command, params);
      this.log.push(`${program.pid} ${command} ${text} → ${JSON.stringify(result).slice(0, 60)}`);
      return result;
    } catch (error) {
      this.log.push(`${program.pid} ${command} ${text} → ${String(error).slice(0, 60)}`);
      return undefined;
    }
  }

  /** Makes a call that may wait while others go on. */
  begin(made: Promise<object | undefined>): void {
    this.#waiting.add(made);
    void made.finally(() => this.#waiting.delete(made));
  }

  /** The tail of the trace, in short. */
  tail(count: number): string {
    const lines = keptEvents(this.#bench.lab).slice(-count);
    return lines
      .map((event) => {
        const line = JSON.stringify(event);
        return event.event === "socketChanged"
          ? `socketChanged ${event.socket.id} ${event.socket.state} r${event.socket.receiveQueueBytes} s${event.socket.sendQueueBytes}`
          : line.length > 900
            ? `${line.slice(0, 450)} … ${line.slice(-450)}`
            : line;
      })
      .join("\n");
  }
}

const loopbacks = { ipv4: "127.0.0.1", ipv6: "::1" };

function addressOf(world: RandomWorld, isIpv6: boolean): { host: string; port: number } {
  const port = FIRST_PORT + world.pick([0, 0, 0, 1, PORTS - 1]);
  return { host: isIpv6 ? loopbacks.ipv6 : loopbacks.ipv4, port };
}

function bytes(count: number): { base64: string } {
  return { base64: Buffer.alloc(count, 97).toString("base64") };
}

function linger(seconds: number): { base64: string } {
  return { base64: Buffer.from(Int32Array.of(1, seconds).buffer).toString("base64") };
}

async function open(world: RandomWorld, timeout: number | null = 0): Promise<Held | undefined> {
  if (world.isFull) return undefined;
  const program = world.program();
  const isIpv6 = world.chance(0.2);
  const made = (await world.call(program, "socket", { family: isIpv6 ? "AF_INET6" : "AF_INET" })) as
    | { fd: number }
    | undefined;
  if (made === undefined) return undefined;
  const held: Held = { program, fd: made.fd, isIpv6, isListening: false };
  await world.call(program, "settimeout", { fd: held.fd, timeout });
  world.hold(held);
  return held;
}

async function listenSomewhere(world: RandomWorld): Promise<void> {
  const held = await open(world);
  if (held === undefined) return;
  const { program, fd } = held;
  await world.call(program, "setsockopt", { fd, level: "SOL_SOCKET", option: "SO_REUSEADDR", value: 1 });
  const address = world.chance(0.3)
    ? { host: held.isIpv6 ? "::" : "0.0.0.0", port: FIRST_PORT }
    : addressOf(world, held.isIpv6);
  await world.call(program, "bind", { fd, address });
  if (world.chance(0.15))
    await world.call(program, "setsockopt", {
      fd,
      level: "IPPROTO_TCP",
      option: "TCP_DEFER_ACCEPT",
      value: 3,
    });
  if (world.chance(0.2))
    await world.call(program, "setsockopt", { fd, level: "SOL_SOCKET", option: "SO_RCVBUF", value: 4000 });
  held.isListening =
    (await world.call(program, "listen", { fd, backlog: world.pick([0, 1, 1, 2, 5]) })) !== undefined;
}

async function connectSomewhere(world: RandomWorld): Promise<void> {
  const held = await open(world, world.pick([0, 0, 0.01]));
  if (held === undefined) return;
  const { program, fd } = held;
  if (world.chance(0.1)) await world.call(program, "bind", { fd, address: addressOf(world, held.isIpv6) });
  await world.call(program, "connect_ex", { fd, address: addressOf(world, held.isIpv6) });
}

async function acceptOne(world: RandomWorld): Promise<void> {
  const listener = world.socketWhere(({ isListening }) => isListening);
  if (listener === undefined || world.isFull) return;
  const { program, fd, isIpv6 } = listener;
  const accepting = world
    .call(program, "accept", { fd, timeout: world.chance(0.2) ? 0.2 : 0 })
    .then((made) => {
      if (made !== undefined)
        world.hold({ program, fd: (made as { fd: number }).fd, isIpv6, isListening: false });
      return made;
    });
  if (world.chance(0.8)) await accepting;
  else world.begin(accepting);
}

const isStream = ({ isListening }: Held) => !isListening;

async function sendSome(world: RandomWorld): Promise<void> {
  const held = world.socketWhere(isStream);
  if (held === undefined) return;
  const { program, fd } = held;
  const data = bytes(world.pick([1, 10, 10, 300, 5000, 100_000]));
  const flags = world.pick([[], [], [], [], ["MSG_MORE"], ["MSG_OOB"]] as const);
  const sending = world.chance(0.7)
    ? world.call(program, "send", { fd, data, flags: [...flags], timeout: 0 })
    : world.call(program, "sendall", { fd, data, timeout: 0.1 });
  if (world.chance(0.8)) await sending;
  else world.begin(sending);
}

async function receiveSome(world: RandomWorld): Promise<void> {
  const held = world.socketWhere(isStream);
  if (held === undefined) return;
  const { program, fd } = held;
  const flags = world.pick([[], [], [], [], ["MSG_PEEK"], ["MSG_TRUNC"], ["MSG_OOB"]] as const);
  const bufsize = world.pick([1, 5, 100, 100_000]);
  if (world.chance(0.15)) {
    await world.call(program, "settimeout", { fd, timeout: null });
    const gathering = world.call(program, "recv", { fd, bufsize, flags: ["MSG_WAITALL"], timeout: null });
    world.begin(gathering);
    return;
  }
  const receiving = world.call(program, "recv", {
    fd,
    bufsize,
    flags: [...flags],
    timeout: world.chance(0.2) ? 0.1 : 0,
  });
  if (world.chance(0.8)) await receiving;
  else world.begin(receiving);
}

async function shut(world: RandomWorld): Promise<void> {
  const held = world.socketWhere(() => true);
  if (held === undefined) return;
  const how = world.pick(["SHUT_RD", "SHUT_WR", "SHUT_WR", "SHUT_RDWR"] as const);
  const made = await world.call(held.program, "shutdown", { fd: held.fd, how });
  if (made !== undefined && how !== "SHUT_WR") held.isListening = false;
}

async function closeOne(world: RandomWorld): Promise<void> {
  const held = world.socketWhere(() => true);
  if (held === undefined) return;
  world.drop(held);
  const { program, fd } = held;
  if (world.chance(0.3))
    await world.call(program, "setsockopt", {
      fd,
      level: "SOL_SOCKET",
      option: "SO_LINGER",
      value: linger(world.pick([0, 0, 1])),
    });
  await world.call(program, "close", { fd });
}

async function copy(world: RandomWorld): Promise<void> {
  const held = world.socketWhere(() => true);
  if (held === undefined || world.isFull) return;
  const made = await world.call(held.program, "dup", { fd: held.fd });
  if (made !== undefined) world.hold({ ...held, fd: (made as { fd: number }).fd });
}

async function connectToItself(world: RandomWorld): Promise<void> {
  const held = await open(world);
  if (held === undefined) return;
  const address = { host: held.isIpv6 ? "::1" : "127.0.0.1", port: 3900 };
  await world.call(held.program, "bind", { fd: held.fd, address });
  await world.call(held.program, "connect_ex", { fd: held.fd, address });
}

const steps: readonly (readonly [weight: number, step: Step])[] = [
  [4, listenSomewhere],
  [8, connectSomewhere],
  [7, acceptOne],
  [8, sendSome],
  [8, receiveSome],
  [4, shut],
  [5, closeOne],
  [1, copy],
  [1, connectToItself],
];
const totalWeight = steps.reduce((sum, [weight]) => sum + weight, 0);
