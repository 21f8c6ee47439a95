/** Lets the page go on, and comes back. */
export type PauseWork = () => Promise<void>;

/** Work between two pauses: well under a frame's time. */
const SLICE_MS = 8;

/** Does long work that stops by itself now and then, with a pause wherever it has taken its time. */
export async function workInSlices(work: Generator<void>, pause: PauseWork): Promise<void> {
  let began = performance.now();
  for (const _ of work) {
    if (performance.now() - began < SLICE_MS) continue;
    await pause();
    began = performance.now();
  }
}

/** Until the browser has dealt with what waits. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A pause that rejects where the work is called off. */
export function pauseUnless(signal: AbortSignal): PauseWork {
  return async () => {
    await pause();
    signal.throwIfAborted();
  };
}
