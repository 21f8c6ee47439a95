import type { Fact } from "@sockpit/engine";
import type { WireStep } from "../capture/packet-source.js";
import type { CarriedPacket } from "./carried-packet.js";

/** What is known of a packet that is on the wire. */
export interface UnderWay {
  /** Its number in the lab. */
  readonly packet: number;
  readonly enteredUs: number;
  /** What it is to its receiver, as it comes there: asked for then, since sockets may be others by that time. */
  readonly arrives: (atUs: number) => Arrival;
}

/** A packet as it comes to the host that it was for. */
interface Arrival {
  readonly fact: Fact | null;
  /** Of a segment: bytes before it are missing. */
  readonly isOutOfOrder: boolean;
}

/** Of what changes no socket. */
export const nothingArrives: Arrival = { fact: null, isOutOfOrder: false };

/** The packets that are on a wire, and the events of what becomes of them. */
export class Passages {
  readonly #underWay = new Map<number, UnderWay>();
  readonly #held = new Map<number, number>();

  enter(carried: CarriedPacket, underWay: UnderWay): void {
    this.#underWay.set(carried.id, underWay);
  }

  /** The id on its wire of a packet that is held, by its number. */
  idOf(packet: number): number | undefined {
    return this.#held.get(packet);
  }

  /** Those that are held, by their ids, as numbers. */
  numbersOf(ids: readonly number[]): number[] {
    return ids.flatMap((id) => this.#underWay.get(id)?.packet ?? []);
  }

  /** The event of a step, but for its end, and what it is to the receiver. Null where the packet's own event was not recorded. */
  take(step: WireStep): { packet: number; head: string; fact: Fact | null } | null {
    const known = this.#underWay.get(step.carried.id);
    if (known === undefined) return null;
    const { packet, enteredUs } = known;
    if (step.step === "held") {
      this.#held.set(packet, step.carried.id);
      const event = { event: "packetHeld", packet, cause: step.cause };
      return { packet, head: JSON.stringify(event).slice(0, -1), fact: null };
    }
    const { isDelivered, effects, cause, isCopy } = step.leaving;
    this.#held.delete(packet);
    if (!effects.includes("duplicated") || isCopy) this.#underWay.delete(step.carried.id);
    // The receiver's kernel drops what its checksum shows to be wrong.
    const isTaken = isDelivered && !effects.includes("corrupted");
    const { fact, isOutOfOrder } = isTaken ? known.arrives(step.atUs) : nothingArrives;
    const event = {
      event: "packetLeft",
      packet,
      fate: isDelivered ? "delivered" : "dropped",
      effects,
      ...(cause === null ? {} : { cause }),
      enteredAt: Math.floor(enteredUs),
      ...(isCopy ? { isCopy } : {}),
      ...(isOutOfOrder ? { isOutOfOrder } : {}),
    };
    return { packet, head: JSON.stringify(event).slice(0, -1), fact };
  }
}

/** A segment as it leaves its sender; a datagram changes nothing there. */
export function departing(fact: Fact | null): Fact | null {
  return fact?.kind === "segment" ? { ...fact, passage: "departs" } : null;
}

export function arriving(fact: Fact | null): Fact | null {
  return fact?.kind === "segment" ? { ...fact, passage: "arrives" } : fact;
}
