/** Up to three digits, without zeros at the end. */
function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Milliseconds of a wire: `0 ms`, `0.2 ms`, `110 ms`, `1.5 s`. */
export function formatWireMs(ms: number): string {
  return ms >= 1000 ? `${digits(ms / 1000)} s` : `${digits(ms)} ms`;
}

/** Bits a second: `64 kbit/s`, `10 Mbit/s`. */
export function formatRate(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1e9) return `${digits(bitsPerSecond / 1e9)} Gbit/s`;
  if (bitsPerSecond >= 1e6) return `${digits(bitsPerSecond / 1e6)} Mbit/s`;
  return `${digits(bitsPerSecond / 1e3)} kbit/s`;
}

/** Bytes of a queue: `1.5 kB`, `256 kB`, `4.19 MB`. */
export function formatSize(bytes: number): string {
  if (bytes >= 1e6) return `${digits(bytes / 1e6)} MB`;
  return bytes >= 1000 ? `${digits(bytes / 1e3)} kB` : `${bytes} B`;
}

/** A part of all packets: `2.5%`. */
export function formatShare(share: number): string {
  return `${digits(share * 100)}%`;
}
