/** The browser's cache for the snapshot of an interpreter that is ready: 31 MB, one version at a time. */
const CACHE_NAME = "sockpit-python-snapshot";

/**
 * The snapshot that an earlier visit left, made from the same `ingredients`. Undefined without one, and without a cache (a
 * page that is not secure, private browsing).
 */
export async function findSnapshot(
  ingredients: readonly string[],
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const cache = await openCache();
  const found = await cache?.match(await urlOf(ingredients));
  return found === undefined ? undefined : new Uint8Array(await found.arrayBuffer());
}

/** Keeps a snapshot for the next visit, in the place of others. Where it cannot be kept, the next visit makes its own. */
export async function keepSnapshot(
  ingredients: readonly string[],
  snapshot: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const cache = await openCache();
  if (cache === undefined) return;
  for (const old of await cache.keys()) await cache.delete(old);
  await cache.put(await urlOf(ingredients), new Response(snapshot));
}

/** Forgets the snapshot: no interpreter would start from it. */
export async function forgetSnapshot(): Promise<void> {
  await globalThis.caches?.delete(CACHE_NAME);
}

async function openCache(): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

async function urlOf(ingredients: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(ingredients));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const name = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `/${CACHE_NAME}/${name}`;
}
