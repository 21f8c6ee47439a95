/** Bytes from base64. Throws where the text is not base64. */
export function bytesFromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Base64 of bytes, in slices so that no argument list grows with the data. */
export function base64FromBytes(bytes: Uint8Array): string {
  const sliceBytes = 8192;
  let binary = "";
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    binary += String.fromCharCode(...bytes.subarray(start, start + sliceBytes));
  }
  return btoa(binary);
}
