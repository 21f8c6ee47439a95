/**
 * One end of what is sent, in whatever form it comes: an `Address`, the end of a packet (which may have no port), an address
 * in an event.
 */
export type Endpoint =
  | { readonly host: string; readonly port?: number | undefined }
  | { readonly path: string }
  | { readonly abstract: string };

/** The addresses that a socket is bound to where it is on all of its host's: INADDR_ANY, in6addr_any. */
const wildcards: ReadonlySet<string> = new Set(["", "0.0.0.0", "::"]);

/** Whether a host is the wildcard address of its family. */
export function isWildcard(host: string): boolean {
  return wildcards.has(host);
}

/** Whether two endpoints are one. No endpoint is nobody's. */
export function isSameEndpoint(a: Endpoint | null, b: Endpoint | null): boolean {
  if (a === null || b === null) return false;
  if ("host" in a) return "host" in b && a.host === b.host && a.port === b.port;
  if ("path" in a) return "path" in b && a.path === b.path;
  return "abstract" in b && a.abstract === b.abstract;
}

/** Whether what goes to `wanted` reaches a socket that is bound to `bound`: the same, or the wildcard address on its port. */
export function coversEndpoint(bound: Endpoint | null, wanted: Endpoint | null): boolean {
  if (isSameEndpoint(bound, wanted)) return true;
  return isSamePort(bound, wanted) && bound !== null && "host" in bound && isWildcard(bound.host);
}

/** Whether sockets that are bound to these would be in each other's way: EADDRINUSE of bind(2). */
export function overlapEndpoints(a: Endpoint | null, b: Endpoint | null): boolean {
  return coversEndpoint(a, b) || coversEndpoint(b, a);
}

/** Whether two endpoints are on one port, whatever their hosts. */
export function isSamePort(a: Endpoint | null, b: Endpoint | null): boolean {
  const port = portOf(a);
  return port !== undefined && port === portOf(b);
}

/** An endpoint's port, where it has one. */
export function portOf(endpoint: Endpoint | null): number | undefined {
  return endpoint !== null && "host" in endpoint ? endpoint.port : undefined;
}

/** An endpoint as tools write it: `127.0.0.1:8088`, `[::1]:8088`, `/tmp/x.sock`, `@name`; null for an unnamed Unix socket. */
export function formatEndpoint(endpoint: Endpoint | null): string | null {
  if (endpoint === null) return null;
  if ("path" in endpoint) return endpoint.path === "" ? null : endpoint.path;
  if ("abstract" in endpoint) return `@${endpoint.abstract}`;
  const { host, port } = endpoint;
  if (port === undefined) return host;
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
