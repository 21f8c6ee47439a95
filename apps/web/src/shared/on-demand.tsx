import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from "react";
import { persistently } from "./persistently.js";

type Load<P> = () => Promise<ComponentType<P>>;

/** Those that are drawn from the beginning. */
const shown: (() => Promise<unknown>)[] = [];
const others: (() => Promise<unknown>)[] = [];
const usable: { resolve?: () => void } = {};
const isUsable = new Promise<void>((resolve) => Object.assign(usable, { resolve }));

/**
 * A component that a page does not need to be usable: a dialog, what a run draws. It is fetched when it is first drawn, or
 * with `fetchTheRest`. To be drawn inside `Suspense`. Where the server is away, it comes when the server is back.
 */
export function onDemand<P>(load: Load<P>): LazyExoticComponent<ComponentType<P>> {
  others.push(load);
  return onFirstUse(load);
}

/** One that most pages never draw: it is fetched when it is first drawn, and not before. */
export function onFirstUse<P>(load: Load<P>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await persistently(load) }));
}

/** One that is drawn from the beginning, and fetched once the page is usable: a menu. */
export function afterUsable<P>(load: Load<P>): LazyExoticComponent<ComponentType<P>> {
  shown.push(load);
  return onFirstUse(async () => {
    await isUsable;
    return load();
  });
}

/** One of these, whose place is kept from the beginning, so that nothing moves when it comes. */
export function afterUsableIn<P extends object>(emptyPlace: ReactNode, load: Load<P>): ComponentType<P> {
  const Fetched: ComponentType<P> = afterUsable(load);
  return (props) => (
    <Suspense fallback={emptyPlace}>
      <Fetched {...props} />
    </Suspense>
  );
}

/**
 * Says that the page can be used, and fetches all of them, what has its place in the page before what has not: they are there before
 * they are wanted, also without the server.
 */
export async function fetchTheRest(): Promise<void> {
  usable.resolve?.();
  await Promise.allSettled(shown.map((load) => load()));
  await Promise.allSettled(others.map((load) => load()));
}
