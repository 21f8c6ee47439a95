import { type StoreApi, useStore } from "zustand";

/** A store of which a state can be read, and no more. */
export type ReadableStore<T> = Pick<StoreApi<T>, "getState" | "getInitialState" | "subscribe">;

/** Reads a part of a store; `select` must give the same value for the same state. */
export function useModel<S, T>(store: ReadableStore<S>, select: (state: S) => T): T {
  return useStore(store, select);
}
