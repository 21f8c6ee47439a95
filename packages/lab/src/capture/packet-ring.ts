import { limits, type Stream } from "@sockpit/protocol";
import type { RecordedPacket } from "@sockpit/sockets";
import type { LabRecords } from "../records/record-budget.js";
import { RecordRing } from "../records/record-ring.js";
import type { KeptPacket, KeptStream, NumberedPart } from "./kept-packet.js";
import {
  isForFile,
  packetOfRecord,
  packetRecordBytes,
  readEnds,
  readPacketRecord,
  readStreamPart,
  streamOfRecord,
  writeFate,
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
   * Those that are kept, oldest first, up to the one that is the newest now. The next may be asked for at any time: those that
   * have gone meanwhile are left out.
   */
  *packets(): Generator<RecordedPacket, void> {
    for (const record of this.#ring.records()) if (isForFile(record)) yield readPacketRecord(record);
  }

  /** Puts down what became of a packet on a wire, where it is still kept. */
  setFate(number: number, fate: string): void {
    const record = this.#ring.view(number);
    if (record !== undefined) writeFate(record, fate);
  }

  /** Undefined where no packet of it is kept. */
  stream(stream: number): KeptStream | undefined {
    const parts: NumberedPart[] = [];
    for (const record of this.#ring.records()) {
      if (streamOfRecord(record) !== stream) continue;
      parts.push({ packet: record.number, ...readStreamPart(record) });
    }
    const [first] = parts;
    return first === undefined ? undefined : { stream, ends: this.#endsOf(parts, first), parts };
  }

  /** A kept packet, in memory that is good until the next packet is added. */
  bytesOf(number: number): Buffer | undefined {
    const record = this.#ring.view(number);
    return record === undefined ? undefined : packetOfRecord(record);
  }

  /** A listener stands in for its connection at first, so what the newest packet says of a socket counts. */
  #endsOf(parts: readonly NumberedPart[], first: NumberedPart): Stream["ends"] {
    const ends = this.#endsBySide(first);
    const sockets: [string | null, string | null] = [null, null];
    for (let index = parts.length - 1; index >= 0 && sockets.includes(null); index -= 1) {
      const [a, b] = this.#endsBySide(parts[index] ?? first);
      sockets[0] ??= a.socket;
      sockets[1] ??= b.socket;
    }
    return [
      { ...ends[0], socket: sockets[0] },
      { ...ends[1], socket: sockets[1] },
    ];
  }

  #endsBySide({ packet, side }: NumberedPart): Stream["ends"] {
    const record = this.#ring.view(packet);
    if (record === undefined) throw new Error(`packet ${packet} is not kept`);
    const { source, destination } = readEnds(record);
    return side === 0 ? [source, destination] : [destination, source];
  }
}
