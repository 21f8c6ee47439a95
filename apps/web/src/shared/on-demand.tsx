import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { persistently } from "./persistently.js";

const all: (() => Promise<unknown>)[] = [];

/**
 * A component that a page does not need to be usable: a dialog, what a run draws. It is fetched when it is first drawn, or
 * with `fetchTheRest`. To be drawn inside `Suspense`. Where the server is away, it comes when the server is back.
 */
export function onDemand<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  all.push(load);
  return lazy(async () => ({ default: await persistently(load) }));
}

/** Fetches all of them: the page can be used, and they are there before they are wanted, also without the server. */
export function fetchTheRest(): void {
  for (const load of all) load().catch(() => undefined);
}
