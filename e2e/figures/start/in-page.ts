import type {} from "@sockpit/web/test-handle";

/** One file that a page or a worker of it asked for. */
export interface Fetched {
  path: string;
  /** The body as it came over the network, compressed; 0 where it came from the browser's cache. */
  sentBytes: number;
  /** The server was asked whether the cached file is still the newest. */
  isRevalidated: boolean;
}

/** Runs in the page: milliseconds from the start of the navigation until a program could be run. */
export function untilPythonIsReady(): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const python = globalThis.sockpit?.python;
      const state = python?.store.getState().kind;
      if (state === "ready") resolve(performance.now());
      else if (state === "failed" || state === "unsupported") reject(new Error(`Python: ${state}`));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in the page or in a worker: the files that it asked for, without calls of the server's interface. */
export function fetchedFiles(): Fetched[] {
  const entries = [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource"),
  ] as PerformanceResourceTiming[];
  return entries.flatMap(({ name, transferSize, encodedBodySize, decodedBodySize }) => {
    const { pathname, protocol } = new URL(name);
    if (!protocol.startsWith("http") || pathname.startsWith("/api/")) return [];
    // Resource Timing: a revalidated response transfers its header alone, which counts as 300 bytes.
    const isRevalidated = transferSize > 0 && transferSize <= 300 && decodedBodySize > 0;
    const sentBytes = transferSize === 0 || isRevalidated ? 0 : encodedBodySize;
    return [{ path: pathname, sentBytes, isRevalidated }];
  });
}
