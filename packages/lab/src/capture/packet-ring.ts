import { limits } from "@sockpit/protocol";
import type { RecordedPacket } from "@sockpit/sockets";
import type { LabRecords } from "../records/record-budget.js";
import { RecordRing } from "../records/record-ring.js";
import type { KeptPacket, StreamPart } from "./kept-packet.js";
import {
  packetOfRecord,
  packetRecordBytes,
  readPacketRecord,
  readStreamPart,
  streamOfRecord,
  writePacketRecord,
} from "./packet-record.js";

/** The newest packets of a lab, numbered from 1, bounded in number and in bytes; the oldest go first. */
export class PacketRing {
  readonly #ring: RecordRing;

  constructor(records: LabRecords) {
    const { capturePackets: maxRecords, captureBytes: maxBytes } = limits;
    this.#ring = new RecordRing(records, { kind: "packets", maxRecords, maxBytes });
  }

  /** Packets that went to make room. */
  get evicted(): number {
    return this.#ring.firstNumber - 1;
  }

  /** The number of the newest packet. */
  get lastNumber(): number {
    return this.#ring.lastNumber;
  }

  /** Keeps a copy of the packet. */
  add(packet: KeptPacket): void {
    this.#ring.append(packetRecordBytes(packet), (memory, offset) =>
      writePacketRecord(memory, offset, packet),
    );
  }

  /**
   * Those that are kept, oldest first, up to the one that is the newest now. Each packet's bytes are good until the next is
   * asked for, and may be asked for at any time: those that have gone meanwhile are left out.
   */
  *packets(): Generator<RecordedPacket, void> {
    for (const [, record] of this.#ring.records()) yield readPacketRecord(record);
  }

  /** The parts of a stream, oldest first, by the numbers of their packets. */
  partsOf(stream: number): Map<number, StreamPart> {
    const parts = new Map<number, StreamPart>();
    for (const [number, record] of this.#ring.records()) {
      if (streamOfRecord(record) === stream) parts.set(number, readStreamPart(record));
    }
    return parts;
  }

  /** A kept packet, in memory that is good until the next packet is added. */
  bytesOf(number: number): Buffer | undefined {
    const record = this.#ring.view(number);
    return record === undefined ? undefined : packetOfRecord(record);
  }
}
