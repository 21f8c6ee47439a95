import { ALERT_BYTES, readAlert } from "./alerts.js";
import { append, type HelloBuffer, type HelloBuffers } from "./hello-buffers.js";
import { readHello } from "./read-hello.js";
import { contentTypes, RECORD_HEADER_BYTES, readRecordHeader } from "./record-header.js";
import type { SegmentRecords } from "./segment-records.js";
import type { TlsRecord, TlsRecordName } from "./tls-record.js";

/** What both directions of a connection go by. */
export interface TlsAgreement {
  /** Handshakes are readable or in application data, but never encrypted as such. */
  isTls13: boolean;
  readonly helloBuffers: HelloBuffers;
}

/** Messages of a handshake: RFC 8446 §4, RFC 5246 §7.4, RFC 6066 §8. */
const messageNames: ReadonlyMap<number, TlsRecordName> = new Map([
  [0, "HelloRequest"],
  [1, "ClientHello"],
  [2, "ServerHello"],
  [4, "NewSessionTicket"],
  [8, "EncryptedExtensions"],
  [11, "Certificate"],
  [12, "ServerKeyExchange"],
  [13, "CertificateRequest"],
  [14, "ServerHelloDone"],
  [15, "CertificateVerify"],
  [16, "ClientKeyExchange"],
  [20, "Finished"],
  [22, "CertificateStatus"],
]);

/** A message's type, and its length in three bytes: RFC 8446 §4. */
const MESSAGE_HEADER_BYTES = 4;

/** A message of a handshake that has begun, and is not whole. */
interface Message {
  readonly name: TlsRecordName;
  readonly bodyBytes: number;
  left: number;
  isContinued: boolean;
  /** What of a hello has come, where that was in earlier segments. */
  buffer: HelloBuffer | null;
}

/** What one end of a connection sends, cut into records as it comes. */
export class TlsDirection {
  readonly #agreement: TlsAgreement;
  /** The bytes of a record's header so far, as a number, and how many they are. */
  #header = 0;
  #headerBytes = 0;
  #type = 0;
  /** Of the record that has begun: its length, and what is to come of it. */
  #recordBytes = 0;
  #left = 0;
  #messageHeader = 0;
  #messageHeaderBytes = 0;
  #message: Message | null = null;
  #alertLevel: number | undefined;
  /** After this end's ChangeCipherSpec. */
  #isEncrypted = false;

  constructor(agreement: TlsAgreement) {
    this.#agreement = agreement;
  }

  /** Takes the next bytes of the stream; false where they are no TLS from some byte on. */
  take(bytes: Uint8Array, records: SegmentRecords): boolean {
    if (this.#left > 0 && !this.#isReadable)
      records.add({ name: this.#opaqueName, bytes: this.#recordBytes, isContinued: true });
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const part = bytes.subarray(at, at + this.#left);
        if (this.#isReadable) this.#read(part, records);
        this.#left -= part.length;
        at += part.length;
        continue;
      }
      this.#header = this.#header * 256 + (bytes[at] ?? 0);
      this.#headerBytes += 1;
      at += 1;
      if (this.#headerBytes === RECORD_HEADER_BYTES && !this.#begin(records)) return false;
    }
    this.#endSegment(records);
    return true;
  }

  /** Bytes are missing: true where they all lie in a record of which only the length matters. */
  skip(bytes: number): boolean {
    if (this.#isReadable || bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  /** The next byte is taken for the first of a record. */
  restart(): void {
    this.#header = 0;
    this.#headerBytes = 0;
    this.#left = 0;
    this.#messageHeader = 0;
    this.#messageHeaderBytes = 0;
    this.#message = null;
    this.#alertLevel = undefined;
  }

  #begin(records: SegmentRecords): boolean {
    const header = readRecordHeader(this.#header);
    this.#header = 0;
    this.#headerBytes = 0;
    if (header === undefined) return false;
    this.#type = header.type;
    this.#recordBytes = header.bytes;
    this.#left = header.bytes;
    if (!this.#isReadable) records.add({ name: this.#opaqueName, bytes: header.bytes });
    if (header.type === contentTypes.changeCipherSpec) this.#isEncrypted = true;
    return true;
  }

  /** Whether what the record holds can be read. */
  get #isReadable(): boolean {
    if (this.#type === contentTypes.alert) return this.#recordBytes === ALERT_BYTES;
    return this.#type === contentTypes.handshake && (!this.#isEncrypted || this.#agreement.isTls13);
  }

  get #opaqueName(): TlsRecordName {
    if (this.#type === contentTypes.changeCipherSpec) return "ChangeCipherSpec";
    if (this.#type === contentTypes.alert) return "EncryptedAlert";
    return this.#type === contentTypes.handshake ? "EncryptedHandshake" : "ApplicationData";
  }

  #read(part: Uint8Array, records: SegmentRecords): void {
    if (this.#type === contentTypes.alert) {
      for (const byte of part) this.#alert(byte, records);
      return;
    }
    let at = 0;
    while (at < part.length) {
      if (this.#message !== null) {
        const body = part.subarray(at, at + this.#message.left);
        at += body.length;
        this.#extend(this.#message, body, records);
        continue;
      }
      this.#messageHeader = this.#messageHeader * 256 + (part[at] ?? 0);
      this.#messageHeaderBytes += 1;
      at += 1;
      if (this.#messageHeaderBytes === MESSAGE_HEADER_BYTES) this.#beginMessage(records);
    }
  }

  #alert(byte: number, records: SegmentRecords): void {
    if (this.#alertLevel === undefined) {
      this.#alertLevel = byte;
      return;
    }
    records.add({ name: "Alert", bytes: ALERT_BYTES, alert: readAlert(this.#alertLevel, byte) });
    this.#alertLevel = undefined;
  }

  #beginMessage(records: SegmentRecords): void {
    const type = Math.floor(this.#messageHeader / 2 ** 24);
    const bodyBytes = this.#messageHeader % 2 ** 24;
    this.#messageHeader = 0;
    this.#messageHeaderBytes = 0;
    const name = messageNames.get(type) ?? "Handshake";
    const message = { name, bodyBytes, left: bodyBytes, isContinued: false, buffer: null };
    if (bodyBytes === 0) records.add(describe(message));
    else this.#message = message;
  }

  /** The next bytes of a message; it is listed when it is whole. */
  #extend(message: Message, body: Uint8Array, records: SegmentRecords): void {
    message.left -= body.length;
    const isHello = message.name === "ClientHello" || message.name === "ServerHello";
    if (message.left > 0) {
      if (!isHello) return;
      const isFirst = message.left + body.length === message.bodyBytes;
      if (isFirst) message.buffer = this.#agreement.helloBuffers.take(message);
      if (message.buffer?.owner === message) append(message.buffer, body);
      return;
    }
    this.#message = null;
    records.add(isHello ? this.#readHello(message, body) : describe(message));
  }

  #readHello(message: Message, rest: Uint8Array): TlsRecord {
    const { buffer, bodyBytes } = message;
    const isWhole = rest.length === bodyBytes;
    if (!isWhole && buffer?.owner !== message) return describe(message);
    if (!isWhole && buffer !== null) append(buffer, rest);
    const body = isWhole || buffer === null ? rest : buffer.bytes.subarray(0, buffer.length);
    if (buffer?.owner === message) buffer.owner = null;
    const { isRetry, ...hello } = readHello(body, message.name === "ClientHello" ? "client" : "server");
    if (message.name === "ServerHello") this.#agreement.isTls13 = hello.version === "TLS 1.3";
    return { ...describe(message), ...(isRetry ? { name: "HelloRetryRequest" as const } : {}), ...hello };
  }

  #endSegment(records: SegmentRecords): void {
    if (this.#message === null) return;
    records.add(describe(this.#message));
    this.#message.isContinued = true;
  }
}

function describe({ name, bodyBytes, isContinued }: Message): TlsRecord {
  const record = { name, bytes: MESSAGE_HEADER_BYTES + bodyBytes };
  return isContinued ? { ...record, isContinued } : record;
}
