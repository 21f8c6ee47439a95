/** Of a process in a user and network namespace of its own. */
export const isolation = { available: true, userNamespace: true, networkNamespace: true, capture: true };

/** What is held once garbage has been collected: needs --expose-gc. */
export function collectedMemory(): NodeJS.MemoryUsage {
  globalThis.gc?.();
  return process.memoryUsage();
}
