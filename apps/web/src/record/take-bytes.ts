/** Takes bytes off what was sent and waits, oldest first; `onTaken` is called for each piece that gives some. */
export function takeBytes<T extends { bytes: number }>(
  waiting: T[],
  bytes: number,
  onTaken: (piece: T) => void,
): void {
  let left = bytes;
  for (let [first] = waiting; first !== undefined && left > 0; [first] = waiting) {
    onTaken(first);
    const taken = Math.min(first.bytes, left);
    first.bytes -= taken;
    left -= taken;
    if (first.bytes === 0) waiting.shift();
  }
}
