import { limitOpenFiles, openFilesLimit } from "@sockpit/sockets";

/** What is kept back at most: far more hand-overs than are ever under way at once. */
const MAX_KEPT_BACK = 4096;
const SHARE_KEPT_BACK = 1 / 4;

/**
 * Lowers this process's RLIMIT_NOFILE below the front door's. The kernel lets a process send descriptors while its user
 * has fewer on their way than that limit (unix(7), ETOOMANYREFS): what labs send and do not receive can then never use
 * up what the front door needs to pass WebSockets on.
 */
export function keepDescriptorsBack(): void {
  const limit = openFilesLimit();
  limitOpenFiles(limit - Math.min(MAX_KEPT_BACK, Math.floor(limit * SHARE_KEPT_BACK)));
}
