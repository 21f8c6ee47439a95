import { BIO_C_SET_BUF_MEM, BIO_C_SET_BUF_MEM_EOF_RETURN, BIO_CLOSE } from "./constants.js";
import {
  BIO_ctrl,
  BIO_ctrl_pending,
  BIO_free,
  BIO_new,
  BIO_read,
  BIO_s_mem,
  BIO_write,
  BUF_MEM_new,
} from "./functions.js";
import { made, NULL, type Pointer } from "./library.js";

/** OpenSSL keeps as much memory as a BIO once held; more than this is given back when it is empty. */
const KEPT_BYTES = 4096;

/** Bytes on their way into or out of OpenSSL: BIO_s_mem(3). An empty one says that it may be read again later. */
export class MemoryBio {
  readonly pointer: Pointer = made(BIO_new(BIO_s_mem()));
  #isLarge = false;

  get pendingBytes(): number {
    return Number(BIO_ctrl_pending(this.pointer));
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > 0 && BIO_write(this.pointer, bytes, bytes.length) !== bytes.length) {
      throw new Error("OpenSSL has no memory for more bytes");
    }
    this.#isLarge ||= bytes.length > KEPT_BYTES;
  }

  /** Gives back the memory of what has been read. */
  shrink(): void {
    if (!this.#isLarge || this.pendingBytes > 0) return;
    BIO_ctrl(this.pointer, BIO_C_SET_BUF_MEM, BIO_CLOSE, made(BUF_MEM_new()));
    this.#isLarge = false;
  }

  /** Whatever is in it. */
  readAll(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.pendingBytes);
    if (bytes.length > 0) BIO_read(this.pointer, bytes, bytes.length);
    this.#isLarge ||= bytes.length > KEPT_BYTES;
    this.shrink();
    return bytes;
  }

  /** From now on, an empty one says that nothing more comes. */
  end(): void {
    BIO_ctrl(this.pointer, BIO_C_SET_BUF_MEM_EOF_RETURN, 0, NULL);
  }

  free(): void {
    BIO_free(this.pointer);
  }
}

/** What a function of OpenSSL prints into a BIO. */
export function printed(print: (bio: Pointer) => unknown): string {
  return withBio(new Uint8Array(), (bio) => {
    print(bio.pointer);
    return Buffer.from(bio.readAll()).toString();
  });
}

/** Lends a BIO with these bytes. */
export function withBio<R>(bytes: Uint8Array, use: (bio: MemoryBio) => R): R {
  const bio = new MemoryBio();
  try {
    bio.write(bytes);
    return use(bio);
  } finally {
    bio.free();
  }
}
