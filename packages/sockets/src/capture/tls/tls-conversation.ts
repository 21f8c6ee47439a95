import { HelloBuffers } from "./hello-buffers.js";
import { beginsTls, mayBeRecord, RECORD_HEADER_BYTES } from "./record-header.js";
import { SegmentRecords } from "./segment-records.js";
import { type TlsAgreement, TlsDirection } from "./tls-direction.js";
import type { TlsSegment } from "./tls-record.js";

/** What one end has sent. */
interface Side {
  readonly direction: TlsDirection;
  /** The number of the next byte; undefined before the first one of TLS. */
  next: number | undefined;
  /** Where the next record begins is not known: bytes are missing, or were no TLS. */
  isLost: boolean;
}

/**
 * Names the TLS records in a connection's segments. A connection speaks TLS from the first segment on that begins with a
 * hello: at its beginning, or after plain text that led to it (STARTTLS). Its state does not grow with what is sent.
 */
export class TlsConversation {
  readonly #sides: readonly [Side, Side];

  constructor(helloBuffers = new HelloBuffers()) {
    const agreement: TlsAgreement = { isTls13: false, helloBuffers };
    const newSide = () => ({ direction: new TlsDirection(agreement), next: undefined, isLost: false });
    this.#sides = [newSide(), newSide()];
  }

  /** Whether a connection that has none needs a TlsConversation for this segment. `seq` of a connection's first byte is 1. */
  static begins(payload: Uint8Array, seq: number): boolean {
    return beginsTls(payload, { isFirst: seq === 1 });
  }

  /** Takes the next segment that has data; undefined where no record is in it that did not come before. */
  follow(payload: Uint8Array, { side: from, seq }: { side: 0 | 1; seq: number }): TlsSegment | undefined {
    const side = this.#sides[from];
    // Sequence numbers are modulo 2^32.
    const ahead = side.next === undefined ? 0 : (seq - side.next) | 0;
    if (ahead < 0 && -ahead >= payload.length) return undefined;
    const bytes = ahead < 0 ? payload.subarray(-ahead) : payload;
    const isKnown = side.next !== undefined && !side.isLost && (ahead <= 0 || side.direction.skip(ahead));
    side.next = (seq + payload.length) >>> 0;
    if (!isKnown) {
      const isRecord = mayBeRecord(bytes) && (bytes.length >= RECORD_HEADER_BYTES || seq === 1);
      side.isLost = !isRecord;
      if (!isRecord) return undefined;
      side.direction.restart();
    }
    const records = new SegmentRecords();
    side.isLost = !side.direction.take(bytes, records);
    return records.end();
  }
}
