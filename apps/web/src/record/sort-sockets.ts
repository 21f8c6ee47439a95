import type { KernelSocket } from "@sockpit/protocol";

/**
 * By process and descriptor; those that no process holds come last, in the order in which they were made.
 */
export function sortSockets<S extends KernelSocket>(sockets: readonly S[]): readonly S[] {
  return sockets.toSorted(
    (a, b) => rank(a.pid) - rank(b.pid) || rank(a.fd) - rank(b.fd) || compareIds(a.id, b.id),
  );
}

function rank(number: number | null): number {
  return number ?? Number.MAX_SAFE_INTEGER;
}

/** Cookies are numbers of up to 64 bits, as text. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
