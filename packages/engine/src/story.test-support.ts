import type { KernelSocket, SocketChange } from "@sockpit/protocol";
import type { Fact, SegmentFact } from "./facts.js";
import { StateEngine } from "./state-engine.js";

/** Of a segment, as RFC 9293's figures write it: what is absent is 0, or no. */
export interface Written {
  readonly flags: string;
  readonly seq: number;
  readonly ack?: number;
  readonly bytes?: number;
  readonly windowBytes?: number;
  readonly stream?: number;
}

const hosts = { a: { host: "127.0.0.1", port: 40_000 }, b: { host: "127.0.0.1", port: 8088 } };

/** An engine, and the facts of two ends: `a` connects to `b`. */
export class Story {
  readonly engine = new StateEngine({ seesPackets: true });
  #atUs = 0;

  /** What the next fact changes, in words: see `inWords`. */
  take(fact: Fact, afterUs = 1): string[] {
    this.#atUs += afterUs;
    return this.engine.take(fact, this.#atUs).map(inWords);
  }

  get atUs(): number {
    return this.#atUs;
  }

  segment(
    from: "a" | "b",
    written: Written,
    owners: { a?: string | null; b?: string | null } = {},
  ): string[] {
    return this.take(segment(from, written, owners));
  }
}

export function segment(
  from: "a" | "b",
  { flags, seq, ack = 0, bytes = 0, windowBytes = 65_535, stream = 1 }: Written,
  { a = "a", b = "b" }: { a?: string | null; b?: string | null } = {},
): SegmentFact {
  const isFromA = from === "a";
  return {
    kind: "segment",
    stream,
    side: isFromA ? 0 : 1,
    ends: "a b",
    source: isFromA ? hosts.a : hosts.b,
    destination: isFromA ? hosts.b : hosts.a,
    from: isFromA ? a : b,
    to: isFromA ? b : a,
    isSyn: flags.includes("SYN"),
    isAck: flags.includes("ACK"),
    isFin: flags.includes("FIN"),
    isReset: flags.includes("RST"),
    isUrgent: flags.includes("URG"),
    seq,
    ack,
    windowBytes,
    payloadBytes: bytes,
  };
}

export function tcpSocket(id: string): Fact {
  return { kind: "opened", id, family: "AF_INET", type: "SOCK_STREAM" };
}

export function listens(id: string, backlog = 5): Fact {
  return { kind: "listening", id, backlog, local: hosts.b };
}

export function closes(id: string, { lingers = false } = {}): Fact[] {
  return [
    { kind: "closing", ids: [id], lingers },
    { kind: "closed", ids: [id] },
  ];
}

export function sends(id: string, bytes: number): Fact {
  return { kind: "sent", id, bytes, hasWaited: false, error: null, name: null };
}

export function receives(id: string, bytes: number, more: { isPeek?: boolean } = {}): Fact {
  const { isPeek = false } = more;
  return {
    kind: "received",
    id,
    bytes,
    hasWaited: false,
    isPeek,
    isUrgent: false,
    foundNothing: false,
    sockets: [],
  };
}

/** A change in a line: `a CLOSED→SYN-SENT`, `l accept queue 1`, `b +accept of l`. */
export function inWords(change: SocketChange): string {
  const { socket, state, before, queue, listener } = change;
  const words = [socket];
  if (state !== undefined) words.push(`${before ?? "none"}→${state}`);
  if (change.receiveQueueBytes !== undefined) words.push(`received ${change.receiveQueueBytes}`);
  if (change.sendQueueBytes !== undefined) words.push(`unacknowledged ${change.sendQueueBytes}`);
  if (queue !== undefined) words.push(queue === null ? "in no queue" : `in ${queue} queue`);
  if (listener !== undefined) words.push(listener === null ? "of none" : `of ${listener}`);
  if (change.synQueueLength !== undefined) words.push(`SYN queue ${change.synQueueLength}`);
  if (change.acceptQueueLength !== undefined) words.push(`accept queue ${change.acceptQueueLength}`);
  if (change.holder === null) words.push("held by none");
  if (change.isGone) words.push("gone");
  return words.join(" ");
}

export function takeAll(story: Story, facts: readonly Fact[]): string[] {
  return facts.flatMap((fact) => story.take(fact));
}

/** A look some time after the newest fact. */
export function look(story: Story, sockets: readonly KernelSocket[], afterUs = 30_000) {
  story.take({ kind: "sentAway", id: "nobody" }, afterUs);
  return story.engine.look({ sockets, atUs: story.atUs }, story.atUs);
}

/** `b` listens as `l` does, `a` has connected to it, and nobody has accepted. */
export function connected(backlog = 5): Story {
  const story = new Story();
  for (const fact of [tcpSocket("l"), listens("l", backlog), tcpSocket("a")]) story.take(fact);
  shakeHands(story);
  return story;
}

export function shakeHands(story: Story): void {
  story.segment("a", { flags: "SYN", seq: 100 });
  story.segment("b", { flags: "SYN ACK", seq: 300, ack: 101 });
  story.segment("a", { flags: "ACK", seq: 101, ack: 301 });
}

export function accepted(): Story {
  const story = connected();
  story.take({ kind: "accepted", id: "l", accepted: "b" });
  return story;
}
