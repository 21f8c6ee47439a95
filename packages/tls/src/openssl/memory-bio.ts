import { BIO_C_SET_BUF_MEM_EOF_RETURN } from "./constants.js";
import {
  BIO_ctrl,
  BIO_ctrl_pending,
  BIO_free,
  BIO_new,
  BIO_read,
  BIO_s_mem,
  BIO_write,
} from "./functions.js";
import { made, NULL, type Pointer } from "./library.js";

/** Bytes on their way into or out of OpenSSL: BIO_s_mem(3). An empty one says that it may be read again later. */
export class MemoryBio {
  readonly pointer: Pointer = made(BIO_new(BIO_s_mem()));

  get pendingBytes(): number {
    return Number(BIO_ctrl_pending(this.pointer));
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > 0 && BIO_write(this.pointer, bytes, bytes.length) !== bytes.length) {
      throw new Error("OpenSSL has no memory for more bytes");
    }
  }

  /** Whatever is in it. */
  readAll(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.pendingBytes);
    if (bytes.length > 0) BIO_read(this.pointer, bytes, bytes.length);
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
