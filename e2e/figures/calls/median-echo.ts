/** What a round of echoes is asked for. */
export interface EchoRequest {
  url: string;
  durationMs: number;
}

/**
 * Sends 64 bytes over a new WebSocket and waits until they are back, again and again; the median of what that took.
 * Runs inside a browser's worker, so it uses nothing from outside itself.
 */
export async function medianEchoMs({ url, durationMs }: EchoRequest): Promise<number> {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`There is no WebSocket at ${url}`));
  });
  const message = new Uint8Array(64);
  const timesMs: number[] = [];
  const endsAt = performance.now() + durationMs;
  while (performance.now() < endsAt) {
    const began = performance.now();
    await new Promise<void>((resolve) => {
      socket.onmessage = () => resolve();
      socket.send(message);
    });
    timesMs.push(performance.now() - began);
  }
  socket.close();
  timesMs.sort((a, b) => a - b);
  return timesMs[Math.floor(timesMs.length / 2)] ?? Number.NaN;
}
