/** Kind of a name in the extension server_name: a host's. RFC 6066 §3. */
const HOST_NAME = 0;

/** The host name in the data of a ClientHello's extension server_name; null where there is none, or it is malformed. */
export function hostNameOf(extension: Uint8Array): string | null {
  const view = new DataView(extension.buffer, extension.byteOffset, extension.byteLength);
  if (view.byteLength < 5 || view.getUint16(0) !== view.byteLength - 2) return null;
  const length = view.getUint16(3);
  if (view.getUint8(2) !== HOST_NAME || 5 + length > view.byteLength || length === 0) return null;
  return Buffer.from(extension.subarray(5, 5 + length)).toString("latin1");
}
