const UNITS = ["B", "KB", "MB", "GB"] as const;

/** Bytes for people: "812 B", "3.4 KB", "16 MB". A KB is 1024 B. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const rounded = unit > 0 && value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${rounded} ${UNITS[unit]}`;
}
