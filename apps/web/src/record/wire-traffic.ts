import type { PacketEntry } from "./entry.js";
import type { LabRecord } from "./lab-record.js";
import { NOW } from "./moment.js";
import { leftAt } from "./wire-passage.js";

/**
 * The packets on the wire between hosts, now and at any moment of the record. Now costs as much as there is on the wire, which is
 * bounded; a moment of the past one look at each packet that is kept.
 */
export class WireTraffic {
  #packets: PacketEntry[] = [];
  readonly #present = new Set<PacketEntry>();
  readonly #record: LabRecord;

  constructor(record: LabRecord) {
    this.#record = record;
    for (const entry of record.flights) this.#enter(entry);
    record.observe({
      onEntry: (entry) => {
        if (entry.kind === "packet") this.#enter(entry);
      },
      onEvicted: (firstSeq) => this.#evict(firstSeq),
    });
  }

  /** Those that were on the wire, and those that had left it since `sinceUs` of the lab's clock, in the order in which they entered. */
  at(asOf: number, sinceUs: number): readonly PacketEntry[] {
    const isShown = (entry: PacketEntry) => {
      const left = leftAt(entry, asOf);
      return left === null || left.at >= sinceUs;
    };
    if (asOf !== NOW) return this.#packets.filter((entry) => entry.seq <= asOf && isShown(entry));
    for (const entry of this.#present) if (!isShown(entry)) this.#present.delete(entry);
    return [...this.#present];
  }

  #enter(entry: PacketEntry): void {
    if (entry.packet.wire === undefined) return;
    this.#packets.push(entry);
    this.#present.add(entry);
  }

  #evict(firstSeq: number): void {
    for (const entry of this.#present)
      if (this.#record.findPacket(entry.packet.packet) !== entry) this.#present.delete(entry);
    this.#packets = this.#packets.filter((entry) => entry.seq >= firstSeq || this.#present.has(entry));
  }
}
