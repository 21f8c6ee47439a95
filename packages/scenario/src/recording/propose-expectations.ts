import type { LabEvent } from "@sockpit/protocol";
import type { Expectation, Moment, PacketPattern } from "@sockpit/protocol/scenario";
import { keptBytes } from "../expectations/result-value.js";
import { LabHistory, type PastPacket, type PastProgram } from "../history.js";

/** An expectation that holds of what was observed. */
export interface ProposedExpectation {
  readonly expectation: Expectation;
  /** Whether it should hold in another run too: it has no number that the kernel chooses. */
  readonly isLasting: boolean;
}

export interface Proposal {
  readonly expectations: readonly ProposedExpectation[];
  /** What had happened before a program was started, by the program's whole name. */
  readonly after: ReadonlyMap<string, Moment>;
}

/** Data that an expectation names. More of it is for a person to choose. */
const MOST_DATA_PACKETS = 4;
const MOST_PAYLOAD = 200;
const MOST_OUTPUT = 400;

/** A number that may be another one in the next run: a port that the kernel chooses, an address in memory, a time. */
const PASSING =
  /\b(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[45]\d{4}|60\d{3})\b|0x[0-9a-f]{6,}|\d\.\d{3,}/;

/**
 * Proposes what a scenario of these programs expects, from what a lab has recorded of their newest run.
 *
 * @param names whole names of programs; a process is one of them by its whole name, or by it without the ending
 */
export function proposeExpectations(events: readonly LabEvent[], names: readonly string[]): Proposal {
  return new Proposer(events, names).propose();
}

class Proposer {
  readonly #history = new LabHistory();
  readonly #startedAt = new Map<number, number>();
  readonly #names: readonly string[];
  /** The newest process of each program that has run. */
  readonly #newest = new Map<string, PastProgram>();
  readonly #found: ProposedExpectation[] = [];

  constructor(events: readonly LabEvent[], names: readonly string[]) {
    this.#names = names;
    for (const event of events) {
      this.#history.add(event);
      if (event.event === "processStarted") this.#startedAt.set(event.pid, event.seq);
    }
    for (const process of this.#history.programs.values()) {
      const name =
        names.find((each) => each === process.name) ?? names.find((each) => stem(each) === process.name);
      if (name !== undefined) this.#newest.set(name, process);
    }
  }

  propose(): Proposal {
    const packets = this.#history.packets.filter(({ from, to }) => {
      const ends = [this.#programOf(from), this.#programOf(to)];
      return ends[0] !== undefined || ends[1] !== undefined;
    });
    this.#handshake(packets);
    this.#data(packets);
    for (const [name, { output, end }] of this.#newest) {
      const program = this.#short(name);
      if (output.stdout !== "" && output.stdout.length <= MOST_OUTPUT)
        this.#add(
          { kind: "output", program, text: output.stdout, isExact: true },
          !PASSING.test(output.stdout),
        );
      if (end !== undefined) this.#add({ kind: "exit", program, status: end.status });
    }
    this.#timeWait();
    if (
      packets.some(({ tcp }) => tcp !== undefined) &&
      !packets.some(({ tcp }) => tcp?.flags.includes("RST"))
    )
      this.#add({ kind: "never", observation: { kind: "packets", packets: [{ flags: ["RST"] }] } });
    return { expectations: this.#found, after: this.#order() };
  }

  #add(expectation: Expectation, isLasting = true): void {
    this.#found.push({ expectation, isLasting });
  }

  #handshake(packets: readonly PastPacket[]): void {
    const has = (flags: readonly string[]) => (packet: PastPacket) =>
      packet.tcp !== undefined && flags.every((flag) => packet.tcp?.flags.some((each) => each === flag));
    const syn = packets.find((packet) => has(["SYN"])(packet) && !has(["ACK"])(packet));
    const answer = packets.find((packet) => has(["SYN", "ACK"])(packet));
    if (syn === undefined || answer === undefined) return;
    const forth = this.#direction(syn);
    const back = { ...(forth.to && { from: forth.to }), ...(forth.from && { to: forth.from }) };
    const steps: PacketPattern[] = [
      { ...forth, flags: ["SYN"] },
      { ...back, flags: ["SYN", "ACK"] },
      { ...forth, flags: ["ACK"] },
    ];
    this.#add({ kind: "packets", packets: steps });
  }

  #data(packets: readonly PastPacket[]): void {
    const carried = packets.flatMap((packet): PacketPattern[] => {
      const length = packet.tcp?.payloadBytes ?? packet.udp?.payloadBytes ?? 0;
      const text = packet.data === undefined ? undefined : textOf(keptBytes(packet.data));
      const isRetransmission = (packet.tcp?.notes ?? []).some((note) => note.endsWith("retransmission"));
      if (length === 0 || length > MOST_PAYLOAD || text === undefined || isRetransmission) return [];
      return [
        { ...this.#direction(packet), kind: packet.udp === undefined ? "data" : "datagram", payload: text },
      ];
    });
    const first = carried.slice(0, MOST_DATA_PACKETS);
    if (first.length === 0) return;
    const isLasting = first.every(({ payload }) => !PASSING.test(String(payload)));
    this.#add({ kind: "packets", packets: first }, isLasting);
  }

  #timeWait(): void {
    for (const [name, { sockets }] of this.#newest) {
      const at = sockets.findIndex((id) => {
        const states = id === undefined ? [] : (this.#history.sockets.get(id)?.states ?? []);
        return states.some(({ state }) => state === "TIME-WAIT");
      });
      if (at < 0) continue;
      const socket = { program: this.#short(name), number: at + 1 };
      this.#add({ kind: "state", socket, state: "TIME-WAIT", withinSeconds: 1 });
    }
  }

  /** A program starts after another one that listened, or took its port, before it was started. */
  #order(): ReadonlyMap<string, Moment> {
    const after = new Map<string, Moment>();
    for (const [name, { pid }] of this.#newest) {
      const startedAt = this.#startedAt.get(pid) ?? 0;
      for (const [other, { pid: otherPid }] of this.#newest) {
        if (other === name || (this.#startedAt.get(otherPid) ?? 0) >= startedAt) continue;
        const ready = this.#history.calls.findLast(
          ({ pid: owner, command, error, seq }) =>
            owner === otherPid && error === undefined && seq < startedAt && opens.includes(command),
        );
        if (ready !== undefined)
          after.set(name, { program: this.#short(other), call: ready.command, number: 1 });
      }
    }
    return after;
  }

  #direction({ from, to }: PastPacket): Pick<PacketPattern, "from" | "to"> {
    const [source, target] = [this.#programOf(from), this.#programOf(to)];
    const end = (name: string | undefined) =>
      name === undefined ? ({ any: true } as const) : { program: this.#short(name) };
    return { from: end(source), to: end(target) };
  }

  #programOf(id: string | null): string | undefined {
    const pid = id === null ? undefined : this.#history.sockets.get(id)?.pid;
    for (const [name, process] of this.#newest) if (process.pid === pid) return name;
    return undefined;
  }

  /** Without its ending, where that names it alone. */
  #short(name: string): string {
    return this.#names.filter((each) => stem(each) === stem(name)).length > 1 ? name : stem(name);
  }
}

/** Calls after which others can reach a program. */
const opens: readonly string[] = ["listen", "bind"];

function stem(name: string): string {
  return name.replace(/\.(?:py|steps)$/, "");
}

/** Bytes as text; undefined of those that are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
