import { pollEvents } from "@sockpit/protocol";
import { Random } from "@sockpit/testing";
import type { ModelAddress, ModelArgument, ModelCall } from "./call.js";
import { messageFlags } from "./numbers.js";

type Family = "AF_INET" | "AF_INET6" | "AF_UNIX";
type Kind = readonly [Family, "SOCK_STREAM" | "SOCK_DGRAM"];

interface Variable {
  readonly name: string;
  readonly kind: Kind;
  /** CPython's timeout and the kernel's O_NONBLOCK part ways where a duplicate's is changed. */
  isShared: boolean;
}

const kinds: readonly Kind[] = [
  ["AF_INET", "SOCK_STREAM"],
  ["AF_INET", "SOCK_DGRAM"],
  ["AF_INET6", "SOCK_STREAM"],
  ["AF_INET6", "SOCK_DGRAM"],
  ["AF_UNIX", "SOCK_STREAM"],
  ["AF_UNIX", "SOCK_DGRAM"],
];
const hosts: Readonly<Record<string, readonly string[]>> = {
  AF_INET: [
    "127.0.0.1",
    "127.0.0.1",
    "127.0.0.1",
    "127.0.0.2",
    "",
    "0.0.0.0",
    "10.1.2.3",
    "::ffff:127.0.0.1",
    "::1",
  ],
  AF_INET6: ["::1", "::1", "::1", "::", "", "::ffff:127.0.0.1", "127.0.0.1"],
};
/** Far from those that the kernel chooses. */
const FIRST_PORT = 2000;
const PORTS = 3;
const timeouts = [null, null, 0, 0.015] as const;
const intOptions = [
  ["SOL_SOCKET", "SO_REUSEADDR"],
  ["SOL_SOCKET", "SO_BROADCAST"],
  ["SOL_SOCKET", "SO_KEEPALIVE"],
  ["SOL_SOCKET", "SO_OOBINLINE"],
  ["IPPROTO_TCP", "TCP_NODELAY"],
  ["IPPROTO_IPV6", "IPV6_V6ONLY"],
] as const;
const readOptions = [
  ...intOptions,
  ["SOL_SOCKET", "SO_ERROR"],
  ["SOL_SOCKET", "SO_TYPE"],
  ["SOL_SOCKET", "SO_ACCEPTCONN"],
] as const;
const { MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_OOB, MSG_TRUNC } = messageFlags;
const flagsOfReceive = [0, 0, 0, MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_OOB, MSG_TRUNC];
const flagsOfSend = [0, 0, 0, 0, MSG_DONTWAIT, MSG_OOB];
/** More than any payload. */
const LONG = 1000;
const payloads = ["", "x", "hello", "h".repeat(300)];
const polled = [
  pollEvents.POLLIN,
  pollEvents.POLLOUT,
  pollEvents.POLLIN | pollEvents.POLLOUT | pollEvents.POLLRDHUP | pollEvents.POLLPRI,
];

type Shape = (random: Random, kind: Kind) => readonly ModelArgument[];

/** Methods by name, how often each comes, and what it is called with. */
const methods: readonly [name: string, weight: number, args: Shape][] = [
  ["bind", 5, (random, kind) => [addressOf(random, kind)]],
  ["listen", 4, (random) => [random.pick([-1, 0, 1, 5])]],
  ["connect", 6, (random, kind) => [addressOf(random, kind)]],
  ["connect_ex", 2, (random, kind) => [addressOf(random, kind)]],
  ["accept", 5, () => []],
  ["send", 5, (random) => [dataOf(random), random.pick(flagsOfSend)]],
  ["sendall", 2, (random) => [dataOf(random)]],
  ["sendto", 4, (random, kind) => [dataOf(random), random.pick(flagsOfSend), addressOf(random, kind)]],
  ["recv", 6, (random, kind) => sizeAndFlags(random, kind)],
  ["recvfrom", 3, (random, kind) => sizeAndFlags(random, kind)],
  [
    "recvmsg",
    2,
    (random, kind) => {
      const [size, flags] = sizeAndFlags(random, kind);
      return [size, 0, flags];
    },
  ],
  ["shutdown", 4, (random) => [random.below(3)]],
  ["close", 2, () => []],
  ["settimeout", 3, (random) => [random.pick(timeouts)]],
  ["getsockname", 2, () => []],
  ["getpeername", 2, () => []],
  ["setsockopt", 2, (random) => [...random.pick(intOptions), random.below(2)]],
  ["setsockopt", 1, (random) => ["SOL_SOCKET", "SO_RCVLOWAT", random.pick([1, 3])]],
  ["getsockopt", 2, (random) => [...random.pick(readOptions)]],
  ["poll", 4, (random) => [random.pick(polled)]],
  ["dup", 1, () => []],
];
const totalWeight = methods.reduce((sum, [, weight]) => sum + weight, 0);

/** A sequence of calls that is the same for the same seed. */
export function generateSequence(seed: number): ModelCall[] {
  return new Sequence(new Random(seed)).calls;
}

class Sequence {
  readonly calls: ModelCall[] = [];
  readonly #random: Random;
  /** Those that are open, or were to be. */
  readonly #variables: Variable[] = [];
  #declared = 0;

  constructor(random: Random) {
    this.#random = random;
    const [main, other] = [random.pick(kinds), random.pick(kinds)];
    for (let count = 2 + random.below(2); count > 0; count -= 1)
      this.#make(random.chance(0.9) ? main : other);
    if (main[0] === "AF_UNIX" && random.chance(0.4)) this.#pair(main);
    for (let count = 6 + random.below(12); count > 0 && this.#variables.length > 0; count -= 1) this.#add();
  }

  #make(kind: Kind): void {
    this.calls.push({ call: "socket", args: kind, gives: [this.#declare(kind)] });
  }

  #pair(kind: Kind): void {
    const gives = [this.#declare(kind), this.#declare(kind)];
    this.calls.push({ call: "socketpair", args: kind, gives });
  }

  #declare(kind: Kind, isShared = false): string {
    const name = String.fromCharCode("a".charCodeAt(0) + this.#declared);
    this.#declared += 1;
    this.#variables.push({ name, kind, isShared });
    return name;
  }

  #add(): void {
    const random = this.#random;
    const on = random.pick(this.#variables);
    let left = random.below(totalWeight);
    const found = methods.find(([, weight]) => {
      left -= weight;
      return left < 0;
    });
    if (found === undefined) throw new Error("weights do not add up");
    const [call, , args] = found;
    if (call === "settimeout" && on.isShared) return;
    if (call === "dup") on.isShared = true;
    if (call === "close") this.#variables.splice(this.#variables.indexOf(on), 1);
    const gives =
      call === "accept" || call === "dup" ? { gives: [this.#declare(on.kind, call === "dup")] } : {};
    this.calls.push({ call, on: on.name, args: args(random, on.kind), ...gives });
  }
}

/** With MSG_TRUNC, CPython gives what lies in memory: behind a datagram that was too long, and in place of TCP's bytes. */
function sizeAndFlags(random: Random, [family, type]: Kind): [size: number, flags: number] {
  const isTcp = type === "SOCK_STREAM" && family !== "AF_UNIX";
  const picked = random.pick(flagsOfReceive);
  const flags = isTcp && picked === MSG_TRUNC ? 0 : picked;
  return [flags === MSG_TRUNC ? LONG : random.pick([1, 4, LONG]), flags];
}

function dataOf(random: Random): { data: string } {
  return { data: random.pick(payloads) };
}

function addressOf(random: Random, [family]: Kind): ModelAddress {
  if (family === "AF_UNIX") return random.pick(["one", "one", "one", "two", "two", "", "nofolder/one", "."]);
  const port = random.chance(0.1) ? 0 : FIRST_PORT + random.below(PORTS);
  return [random.pick(hosts[family] ?? []), port];
}
