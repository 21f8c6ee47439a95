import koffi from "koffi";
import { NULL, type Pointer } from "./library.js";

/** A copy of memory that OpenSSL owns. SAFETY: so many bytes must be there. */
export function readMemory(pointer: Pointer, lengthBytes: number): Uint8Array<ArrayBuffer> {
  if (pointer === NULL || lengthBytes === 0) return new Uint8Array();
  return new Uint8Array(koffi.view(pointer, lengthBytes).slice(0));
}
