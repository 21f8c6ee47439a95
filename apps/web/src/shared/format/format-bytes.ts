/** Bytes as a number to compare: `21 B`, `51,200 B`, and from a million on `10.5 MB`. */
export function formatBytes(bytes: number): string {
  const million = 1_000_000;
  if (bytes >= million) return `${(bytes / million).toFixed(1)} MB`;
  return `${bytes.toLocaleString("en-US")} B`;
}
