import { type ComponentType, type LazyExoticComponent, lazy } from "react";

const RETRY_MS = 2000;

/**
 * A component that is fetched when it is first drawn: a dialog when it opens. To be drawn inside `Suspense`. Where the
 * server is away, it comes when the server is back.
 */
export function onDemand<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await persistently(load) }));
}

async function persistently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
