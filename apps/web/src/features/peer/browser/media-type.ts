import { type HeaderField, valuesOf } from "../http/response-head.js";

/** How a body is shown. */
export interface MediaType {
  /** `text/html`, in lower case. */
  readonly name: string;
  readonly charset: string;
}

/** The Content-Type of an answer (RFC 9110 §8.3.1). Without one, as browsers guess: HTML where it looks so. */
export function mediaTypeOf(headers: readonly HeaderField[], body: Uint8Array): MediaType {
  const [value = ""] = valuesOf(headers, "content-type");
  const [name = "", ...parameters] = value.split(";").map((part) => part.trim());
  const charset = parameters.flatMap((part) => /^charset="?([^"]+)"?$/i.exec(part)?.[1] ?? [])[0] ?? "utf-8";
  return { name: name === "" ? guessed(body) : name.toLowerCase(), charset };
}

/** https://mimesniff.spec.whatwg.org: the first byte that is no space. */
function guessed(body: Uint8Array): string {
  const start = new TextDecoder().decode(body.subarray(0, 512)).trimStart();
  if (start.startsWith("<")) return "text/html";
  return start.includes("\0") || start.includes("\ufffd") ? "application/octet-stream" : "text/plain";
}

export function textIn(body: Uint8Array, charset: string): string {
  return decoderOf(charset).decode(body);
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** A `data:` URL of some bytes. */
export function dataUrl(type: string, bytes: Uint8Array): string {
  const PIECE = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += PIECE)
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return `data:${type};base64,${btoa(binary)}`;
}
