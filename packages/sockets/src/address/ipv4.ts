const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const dottedQuad = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** The 4 bytes of a dotted quad, or null. Four decimal numbers only: no octal, hex or short forms. */
export function parseIPv4(text: string): number[] | null {
  return dottedQuad.test(text) ? text.split(".").map(Number) : null;
}

/** 4 bytes as a dotted quad. */
export function formatIPv4(bytes: Uint8Array): string {
  return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
}
