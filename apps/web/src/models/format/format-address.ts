import type { Address } from "@sockpit/protocol";

/** An address as tools write it: `127.0.0.1:8088`, `[::1]:8088`, `/tmp/x.sock`, `@name`. */
export function formatAddress(address: Address | null): string | null {
  if (address === null) return null;
  if ("path" in address) return address.path === "" ? null : address.path;
  if ("abstract" in address) return `@${address.abstract}`;
  return address.host.includes(":") ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
