import { limits } from "@sockpit/protocol";

/** The newest `limits.capturedFlows` are kept. */
export function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > limits.capturedFlows && oldest !== undefined) map.delete(oldest);
}
