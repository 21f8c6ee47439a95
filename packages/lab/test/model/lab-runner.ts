import { Lab } from "@sockpit/lab";
import { type Address, CallFailure, type CommandName, pollEvents } from "@sockpit/protocol";
import { type ModelArgument, type ModelCall, type ModelOutcome, WAIT_SECONDS } from "./call.js";
import { bitsOf, messageFlags, namesOf } from "./numbers.js";

const isolation = { available: true, userNamespace: true, networkNamespace: true, capture: true };
const howNames = ["SHUT_RD", "SHUT_WR", "SHUT_RDWR"] as const;

/** struct timeval, for SO_RCVTIMEO and SO_SNDTIMEO. */
function timeval(seconds: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64LE(BigInt(Math.round(seconds * 1e6)), 8);
  return bytes.toString("base64");
}

/** Makes sequences in a lab, each as a process of its own. */
export class LabRunner {
  #lab: Lab | undefined;

  /** The outcomes of a sequence; `fresh`: in a new lab. */
  async run(calls: readonly ModelCall[], fresh: boolean): Promise<ModelOutcome[]> {
    const lab = this.#lab === undefined || fresh ? this.#renew() : this.#lab;
    const pid = lab.startProcess("model");
    const sequence = new Sequence(lab, pid);
    const outcomes: ModelOutcome[] = [];
    for (const call of calls) outcomes.push(await sequence.outcome(call));
    lab.endProcess(pid, { status: 0, reason: "exited" });
    // Paths outlive their sockets, and the next sequence uses them too.
    const cleaner = lab.startProcess("cleaner");
    for (const path of ["one", "two"]) {
      try {
        await lab.call({ pid: cleaner, command: "unlink", params: { path } });
      } catch {
        // It was not bound.
      }
    }
    lab.endProcess(cleaner, { status: 0, reason: "exited" });
    return outcomes;
  }

  close(): void {
    this.#lab?.close();
  }

  #renew(): Lab {
    this.#lab?.close();
    this.#lab = new Lab({ id: "model", network: "isolated", isolation });
    return this.#lab;
  }
}

interface Held {
  readonly fd: number;
  timeout: number | null;
}

class Sequence {
  readonly #lab: Lab;
  readonly #pid: number;
  readonly #held = new Map<string, Held>();

  constructor(lab: Lab, pid: number) {
    this.#lab = lab;
    this.#pid = pid;
  }

  async outcome(call: ModelCall): Promise<ModelOutcome> {
    const held = call.on === undefined ? undefined : this.#held.get(call.on);
    if (call.on !== undefined && held === undefined) return "none";
    try {
      return { value: await this.#make(call, held ?? { fd: -1, timeout: null }) };
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      const failure = error.error;
      if (failure.kind === "errno") return { error: failure.number };
      return { error: failure.kind === "timeout" ? "timeout" : failure.message };
    }
  }

  async #make({ call, args = [], gives = [] }: ModelCall, held: Held): Promise<unknown> {
    const { fd } = held;
    const [first, second, third] = args;
    switch (call) {
      case "socket":
      case "socketpair": {
        const made = (await this.#call(call, { family: first, type: second })) as {
          fd: number;
          fds: number[];
        };
        for (const [index, own] of (made.fds ?? [made.fd]).entries()) await this.#keep(gives[index], own);
        return null;
      }
      case "accept": {
        const accepted = (await this.#call("accept", { fd })) as { fd: number; address: Address };
        await this.#keep(gives[0], accepted.fd);
        return addressOut(accepted.address);
      }
      case "dup": {
        const copy = (await this.#call("dup", { fd })) as { fd: number };
        await this.#call("settimeout", { fd: copy.fd, timeout: held.timeout });
        this.#held.set(gives[0] ?? "", { fd: copy.fd, timeout: held.timeout });
        return null;
      }
      case "bind":
      case "connect":
        await this.#call(call, { fd, address: addressIn(first) });
        return null;
      case "connect_ex":
        return ((await this.#call(call, { fd, address: addressIn(first) })) as { errno: number }).errno;
      case "listen":
        await this.#call(call, { fd, backlog: first });
        return null;
      case "send":
      case "sendall":
      case "sendto": {
        const to = call === "sendto" ? { address: addressIn(third) } : {};
        const params = { fd, data: dataIn(first), flags: flagsIn(second), ...to };
        return ((await this.#call(call, params)) as { bytes?: number }).bytes ?? null;
      }
      case "recv":
      case "recvfrom":
      case "recvmsg":
        return this.#receive(call, fd, args);
      case "shutdown":
        await this.#call(call, { fd, how: howNames[Number(first)] });
        return null;
      case "settimeout":
        held.timeout = first as number | null;
        await this.#call(call, { fd, timeout: first });
        return null;
      case "getsockname":
      case "getpeername":
        return addressOut(((await this.#call(call, { fd })) as { address: Address }).address);
      case "setsockopt":
        await this.#call(call, { fd, level: first, option: second, value: third });
        return null;
      case "getsockopt":
        return ((await this.#call(call, { fd, level: first, option: second })) as { value: number }).value;
      case "poll": {
        const events = namesOf(pollEvents, Number(first));
        const { ready } = (await this.#call(call, { fds: [{ fd, events }], timeout: 0 })) as {
          ready: { events: string[] }[];
        };
        return bitsOf(pollEvents, ready[0]?.events ?? []);
      }
      case "close":
        await this.#call(call, { fd });
        return null;
      default:
        throw new Error(`the model has no ${call}`);
    }
  }

  async #receive(
    call: "recv" | "recvfrom" | "recvmsg",
    fd: number,
    args: readonly ModelArgument[],
  ): Promise<unknown> {
    const flags = flagsIn(args[call === "recvmsg" ? 2 : 1]);
    const result = (await this.#call(call, { fd, bufsize: args[0], flags })) as {
      data: Uint8Array;
      lengthBytes?: number;
      flags: string[];
      address: Address | null;
    };
    const data = Buffer.from(result.data).toString("latin1");
    if (call === "recv") return data;
    const from = addressOut(result.address);
    return call === "recvfrom" ? [data, from] : [data, [...result.flags].sort(), from];
  }

  async #keep(name = "", fd: number): Promise<void> {
    this.#held.set(name, { fd, timeout: null });
    const value = { base64: timeval(WAIT_SECONDS) };
    for (const option of ["SO_RCVTIMEO", "SO_SNDTIMEO"])
      await this.#call("setsockopt", { fd, level: "SOL_SOCKET", option, value });
  }

  async #call(command: CommandName, params: object): Promise<object> {
    return this.#lab.call({ pid: this.#pid, command, params });
  }
}

function dataIn(data: unknown): { text: string } {
  return { text: (data as { data: string }).data };
}

function flagsIn(flags: unknown): string[] {
  return namesOf(messageFlags, Number(flags ?? 0));
}

function addressIn(address: unknown): Address {
  if (typeof address === "string") return { path: address };
  const [host, port] = address as [string, number];
  return { host, port };
}

function addressOut(address: Address | null): unknown {
  if (address === null) return null;
  if ("host" in address) return [address.host, address.port];
  if ("abstract" in address) return "autobound";
  return address.path === "" ? null : address.path;
}
