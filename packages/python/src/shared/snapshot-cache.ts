/** The browser's cache for the snapshot of an interpreter that is ready: 31 MB, one version at a time. */
const CACHE_NAME = "sockpit-python-snapshot";

export interface CachedSnapshot {
  snapshot: Uint8Array<ArrayBuffer>;
  /** Resolves when the cache holds it, or never will: nothing is under way any more. */
  kept: Promise<void>;
}

/**
 * The snapshot that an earlier visit left, or a new one, kept for the next. `ingredients` is all that it was
 * made from. Without a cache (a page that is not secure, a full disk, private browsing) it is always made.
 */
export async function cachedSnapshot(
  ingredients: readonly string[],
  make: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<CachedSnapshot> {
  const cache = await openCache();
  if (cache === undefined) return { snapshot: await make(), kept: Promise.resolve() };
  const url = `/${CACHE_NAME}/${await digestOf(ingredients)}`;
  const found = await cache.match(url);
  if (found !== undefined) {
    return { snapshot: new Uint8Array(await found.arrayBuffer()), kept: Promise.resolve() };
  }
  const snapshot = await make();
  // Where it cannot be kept, the next visit makes its own.
  return { snapshot, kept: keep(cache, url, snapshot).catch(() => undefined) };
}

/** Forgets the snapshot: no interpreter would start from it. */
export async function forgetSnapshot(): Promise<void> {
  await globalThis.caches?.delete(CACHE_NAME);
}

async function keep(cache: Cache, url: string, snapshot: Uint8Array<ArrayBuffer>): Promise<void> {
  for (const old of await cache.keys()) await cache.delete(old);
  await cache.put(url, new Response(snapshot));
}

async function openCache(): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

async function digestOf(ingredients: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(ingredients));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
