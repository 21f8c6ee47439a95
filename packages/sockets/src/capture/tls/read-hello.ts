import { cipherSuites } from "./cipher-suites.js";
import type { TlsHello } from "./tls-record.js";

/** Extensions: RFC 6066 §3, RFC 7301 §3.1, RFC 8446 §4.2.1. */
const SERVER_NAME = 0;
const APPLICATION_PROTOCOLS = 16;
const SUPPORTED_VERSIONS = 43;

const RANDOM_BYTES = 32;
const MAX_PROTOCOLS = 8;
const MAX_NAME_LENGTH = 255;

/** The random of a ServerHello that asks for another ClientHello begins so: RFC 8446 §4.1.3. */
const RETRY_RANDOM = 0xcf21ad74;

const versions: ReadonlyMap<number, string> = new Map([
  [0x0300, "SSL 3.0"],
  [0x0301, "TLS 1.0"],
  [0x0302, "TLS 1.1"],
  [0x0303, "TLS 1.2"],
  [0x0304, "TLS 1.3"],
]);

/** Reads on through bytes that may end anywhere; each reading past their end throws RangeError, as DataView does. */
class Reader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#view.byteLength;
  }

  u8(): number {
    this.#at += 1;
    return this.#view.getUint8(this.#at - 1);
  }

  u16(): number {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2);
  }

  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4);
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  /** The next bytes, as a reader of their own. */
  part(bytes: number): Reader {
    const start = this.#view.byteOffset + this.#at;
    if (this.#at + bytes > this.#view.byteLength) throw new RangeError("beyond the end");
    this.skip(bytes);
    return new Reader(new Uint8Array(this.#view.buffer, start, bytes));
  }

  /** Printable ASCII; undefined where it is anything else. */
  name(bytes: number): string | undefined {
    const part = this.part(bytes);
    let text = "";
    while (!part.isAtEnd) text += String.fromCharCode(part.u8());
    return bytes <= MAX_NAME_LENGTH && /^[!-~]+$/.test(text) ? text : undefined;
  }
}

interface ReadHello extends TlsHello {
  readonly isRetry: boolean;
}

/**
 * What a hello says, from the message's bytes after its header; as much as can be read of one that is cut off or not well
 * formed.
 */
export function readHello(body: Uint8Array, sender: "client" | "server"): ReadHello {
  const hello: { -readonly [K in keyof ReadHello]: ReadHello[K] } = { isRetry: false };
  try {
    const reader = new Reader(body);
    const legacyVersion = versions.get(reader.u16());
    if (legacyVersion !== undefined) hello.version = legacyVersion;
    hello.isRetry = sender === "server" && reader.u32() === RETRY_RANDOM;
    reader.skip(sender === "server" ? RANDOM_BYTES - 4 : RANDOM_BYTES);
    reader.skip(reader.u8());
    if (sender === "client") {
      reader.skip(reader.u16());
      reader.skip(reader.u8());
    } else {
      hello.cipher = cipherName(reader.u16());
      reader.skip(1);
    }
    reader.u16();
    while (!reader.isAtEnd) {
      const type = reader.u16();
      Object.assign(hello, readExtension(type, reader.part(reader.u16()), sender));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return hello;
}

function readExtension(type: number, reader: Reader, sender: "client" | "server"): TlsHello {
  if (type === SUPPORTED_VERSIONS) {
    if (sender === "server") return versionNamed(reader.u16());
    let newest = 0;
    const list = reader.part(reader.u8());
    while (!list.isAtEnd) {
      const version = list.u16();
      if (versions.has(version)) newest = Math.max(newest, version);
    }
    return versionNamed(newest);
  }
  if (type === SERVER_NAME && sender === "client") {
    // One name, of the type 0: host_name.
    reader.skip(3);
    const serverName = reader.name(reader.u16());
    return serverName === undefined ? {} : { serverName };
  }
  if (type !== APPLICATION_PROTOCOLS) return {};
  const protocols: string[] = [];
  const list = reader.part(reader.u16());
  while (!list.isAtEnd && protocols.length < MAX_PROTOCOLS) {
    const protocol = list.name(list.u8());
    if (protocol !== undefined) protocols.push(protocol);
  }
  return protocols.length === 0 ? {} : { protocols };
}

function versionNamed(number: number): TlsHello {
  const version = versions.get(number);
  return version === undefined ? {} : { version };
}

function cipherName(number: number): string {
  return cipherSuites.get(number) ?? `0x${number.toString(16).padStart(4, "0")}`;
}
