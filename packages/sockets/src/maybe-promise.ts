/** What a call gives: its result where the kernel answers at once, a promise of it where the call waits. `await` takes both. */
export type MaybePromise<T> = T | Promise<T>;

/** `next` of a value: at once where there is one, else once it has come. */
export function chain<T, U>(value: MaybePromise<T>, next: (value: T) => U): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Runs `make`, and `release` once what it gives is settled, or where it throws. */
export function releasing<T>(make: () => MaybePromise<T>, release: () => void): MaybePromise<T> {
  let value: MaybePromise<T>;
  try {
    value = make();
  } catch (error) {
    release();
    throw error;
  }
  if (value instanceof Promise) return value.finally(release);
  release();
  return value;
}
