import type { WireMatch, WireRule } from "@sockpit/protocol";
import type { PacketHead, ShapedPacket } from "./passage.js";

interface CountedRule {
  readonly rule: WireRule;
  readonly payload: Uint8Array | null;
  /** Packets that fitted all but `nth` and `everyNth`. */
  seen: number;
}

/** Where packets go from and to, as a rule names it. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** Rules in their order: the first that fits a packet says what is done to it. */
export class Rules {
  #rules: CountedRule[] = [];

  /** One that stays as it was goes on counting. */
  set(rules: readonly WireRule[]): void {
    const seen = new Map(this.#rules.map(({ rule, seen: count }) => [JSON.stringify(rule), count]));
    this.#rules = rules.map((rule) => ({
      rule,
      payload: rule.match.payload === undefined ? null : new TextEncoder().encode(rule.match.payload),
      seen: seen.get(JSON.stringify(rule)) ?? 0,
    }));
  }

  get all(): readonly WireRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  /** The rule for a packet. Every rule that it fits counts it. */
  match(packet: ShapedPacket, ends: Ends): WireRule | null {
    if (this.#rules.length === 0) return null;
    const head = packet.head();
    let found: WireRule | null = null;
    for (const counted of this.#rules) {
      const { rule, payload } = counted;
      if (!fits(rule.match, { head, ends, payload })) continue;
      counted.seen += 1;
      if (found === null && isTurn(rule.match, counted.seen)) found = rule;
    }
    return found;
  }
}

function isTurn({ nth, everyNth }: WireMatch, seen: number): boolean {
  if (nth !== undefined && seen !== nth) return false;
  return everyNth === undefined || seen % everyNth === 0;
}

function fits(
  match: WireMatch,
  { head, ends, payload }: { head: PacketHead; ends: Ends; payload: Uint8Array | null },
): boolean {
  const { from, to, protocol, sourcePort, destinationPort, flags, noFlags, hasPayload } = match;
  if (from !== undefined && from !== ends.from) return false;
  if (to !== undefined && to !== ends.to) return false;
  if (protocol !== undefined && protocol !== head.protocol) return false;
  if (sourcePort !== undefined && sourcePort !== head.sourcePort) return false;
  if (destinationPort !== undefined && destinationPort !== head.destinationPort) return false;
  const own = head.flags ?? [];
  if (flags?.some((flag) => !own.includes(flag)) === true) return false;
  if (noFlags?.some((flag) => own.includes(flag)) === true) return false;
  if (hasPayload !== undefined && hasPayload !== head.payload.length > 0) return false;
  return payload === null || holds(head.payload, payload);
}

function holds(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const [first = 0] = wanted;
  const last = bytes.length - wanted.length;
  for (let at = bytes.indexOf(first); at !== -1 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < wanted.length && bytes[at + length] === wanted[length]) length += 1;
    if (length === wanted.length) return true;
  }
  return false;
}
