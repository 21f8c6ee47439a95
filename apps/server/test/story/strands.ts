import type { LabEvent, LabEventOf, SocketChange } from "@sockpit/protocol";

/**
 * A story by its causes, so that two runs of it can be compared. Two programs and a kernel with timers do not act in one order:
 * what is left out here is what may be so or otherwise although every cause is the same.
 *
 * - Each program's calls are in order, and what they came to. Whether a call had to wait depends on who was first.
 * - Each connection's segments are in order. An acknowledgement alone is left out: it may leave by itself, or with its sender's next
 *   segment (RFC 9293 §3.8.6.3). What it changes is not left out.
 * - Each socket's states, places in its listener's queues and numbers of queued bytes are in order, whichever segment brought them.
 */
export interface Strands {
  readonly calls: Record<string, string[]>;
  readonly segments: string[];
  readonly sockets: Record<string, string[]>;
  /** What contradicts itself: an event after its consequence, a state before its cause; or what the kernel says. */
  readonly contradictions: string[];
}

interface Known {
  state: string | null;
  received: number;
  queue: string | null;
}

export function strandsOf(events: readonly LabEvent[]): Strands {
  return new Weaver(events).strands;
}

class Weaver {
  readonly strands: Strands = { calls: {}, segments: [], sockets: {}, contradictions: [] };
  readonly #names = new Map<string, string>();
  readonly #programs = new Map<number, string>();
  readonly #known = new Map<string, Known>();
  readonly #calls = new Map<number, LabEventOf<"callStarted">>();

  constructor(events: readonly LabEvent[]) {
    for (const event of events) this.#name(event);
    for (const event of events) this.#add(event);
  }

  /** Sockets are named by who holds them first. */
  #name(event: LabEvent): void {
    if (event.event === "processStarted") this.#programs.set(event.pid, event.name);
    if (event.event !== "callEnded" || event.socket === undefined || this.#names.has(event.socket)) return;
    const { fd } = (event.result ?? {}) as { fd?: number };
    this.#names.set(event.socket, `${this.#programs.get(event.pid)}.${fd}`);
  }

  #nameOf(id: string | null): string {
    return id === null ? "nobody" : (this.#names.get(id) ?? "a connection");
  }

  #add(event: LabEvent): void {
    if (event.event === "callEnded") this.#explained(event);
    if ("changes" in event) for (const change of event.changes ?? []) this.#changed(event.seq, change);
    switch (event.event) {
      case "callStarted":
        this.#calls.set(event.call, event);
        return;
      case "callEnded": {
        const program = this.#programs.get(event.pid) ?? "";
        const { command, error, result } = event;
        const came = error === undefined ? JSON.stringify(withoutPorts(result)) : error.message;
        this.#strand(this.strands.calls, program).push(`${command} → ${came}`);
        return;
      }
      case "packet":
        this.#passed(event);
        return;
      case "socketChanged": {
        const { id, state } = event.socket;
        const known = this.#known.get(id);
        if (known !== undefined && known.state !== state)
          this.#contradicts(event.seq, `${this.#nameOf(id)} is in ${known.state}, and not in ${state}`);
        return;
      }
      case "viewCorrected":
        this.#contradicts(event.seq, `the kernel says ${JSON.stringify(event)}`);
    }
  }

  #passed({ tcp, udp, from, to }: LabEventOf<"packet">): void {
    const ends = `${this.#nameOf(from)} → ${this.#nameOf(to)}`;
    if (udp !== undefined) this.strands.segments.push(`${ends} UDP ${udp.payloadBytes}`);
    if (tcp === undefined) return;
    const flags = tcp.flags.filter((flag) => flag !== "PSH" && flag !== "ACK").join(" ");
    if (flags !== "" || tcp.payloadBytes > 0)
      this.strands.segments.push(`${ends} ${flags} ${tcp.payloadBytes}`);
  }

  #changed(seq: number, change: SocketChange): void {
    const { socket, state, before, receiveQueueBytes, sendQueueBytes, queue } = change;
    const known = this.#known.get(socket) ?? { state: null, received: 0, queue: null };
    this.#known.set(socket, known);
    const name = this.#nameOf(socket);
    const add = (what: string, value: unknown) => {
      if (value !== undefined) this.#strand(this.strands.sockets, `${name} ${what}`).push(String(value));
    };
    if (state !== undefined) {
      if (before !== known.state)
        this.#contradicts(seq, `${name} leaves ${before}, and was in ${known.state}`);
      known.state = state;
    }
    if (receiveQueueBytes !== undefined) known.received = receiveQueueBytes;
    if (queue !== undefined) known.queue = queue;
    add("states", state);
    add("bytes received", receiveQueueBytes);
    add("bytes unacknowledged", sendQueueBytes);
    add("stands in", queue);
    add("SYN queue", change.synQueueLength);
    add("accept queue", change.acceptQueueLength);
    add("end", change.isGone);
  }

  /** What a call returned for is there before it returns. */
  #explained(end: LabEventOf<"callEnded">): void {
    const { command, result, error, seq, call } = end;
    const socket = this.#calls.get(call)?.socket;
    const known = socket === undefined ? undefined : this.#known.get(socket);
    if (error !== undefined || result === undefined) return;
    if (
      command === "connect" &&
      known !== undefined &&
      (known.state === "CLOSED" || known.state === "SYN-SENT")
    )
      this.#contradicts(seq, `connect returns in ${known.state}`);
    if (command === "accept") {
      const accepted = end.socket === undefined ? undefined : this.#known.get(end.socket);
      if (accepted?.queue !== "accept")
        this.#contradicts(seq, "accept returns what stood in no accept queue");
    }
    const { data } = result as { data?: { bytes: number } };
    if (data !== undefined && known !== undefined && data.bytes > known.received)
      this.#contradicts(seq, `${command} returns ${data.bytes} bytes, and ${known.received} were there`);
  }

  #contradicts(seq: number, what: string): void {
    this.strands.contradictions.push(`event ${seq}: ${what}`);
  }

  #strand(of: Record<string, string[]>, name: string): string[] {
    of[name] ??= [];
    return of[name];
  }
}

/** The kernel chooses a client's port. */
function withoutPorts(result: unknown): unknown {
  return JSON.parse(
    JSON.stringify(result ?? {}, (key, value: unknown) => (key === "port" ? undefined : value)),
  );
}
