import type { TlsRecord, TlsSegment } from "./tls-record.js";

/** Records that are listed of one segment; a segment of 64 KiB may have thousands. */
const MAX_RECORDS = 16;

/** Gathers what a segment carries. Records that follow each other, and of which there is no more to say, are counted together. */
export class SegmentRecords {
  readonly #records: TlsRecord[] = [];
  #more = 0;

  add(record: TlsRecord): void {
    const last = this.#records.at(-1);
    if (last !== undefined && last.name === record.name && isPlain(last) && isPlain(record)) {
      const count = (last.count ?? 1) + 1;
      this.#records[this.#records.length - 1] = { ...last, bytes: last.bytes + record.bytes, count };
    } else if (this.#records.length < MAX_RECORDS) this.#records.push(record);
    else this.#more += 1;
  }

  /** Undefined where there is none. */
  end(): TlsSegment | undefined {
    if (this.#records.length === 0) return undefined;
    return this.#more === 0 ? { records: this.#records } : { records: this.#records, more: this.#more };
  }
}

function isPlain({ name, isContinued }: TlsRecord): boolean {
  return isContinued === undefined && (name === "ApplicationData" || name.startsWith("Encrypted"));
}
