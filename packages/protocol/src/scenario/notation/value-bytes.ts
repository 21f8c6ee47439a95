import { bytesFromBase64 } from "../../values/base64.js";
import type { Value } from "./value.js";

type BytesValue = { bytes: string } | { hex: string };

export function isBytes(value: Value): value is BytesValue {
  return typeof value === "object" && value !== null && ("bytes" in value || "hex" in value);
}

/** The bytes of `b"…"` and `hex("…")`. */
export function bytesOf(value: BytesValue): Uint8Array<ArrayBuffer> {
  if ("bytes" in value) return bytesFromBase64(value.bytes);
  return Uint8Array.from(value.hex.match(/[0-9a-fA-F]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));
}
