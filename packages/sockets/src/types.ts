/** The values that calls take and give. Constants go by their POSIX names: see constants.ts. */

/**
 * An IPv4 or IPv6 address, ip(7), ipv6(7): `host` is a literal, or `""` for the wildcard. A path, or a name in the
 * abstract namespace without its leading NUL: unix(7). Bytes of names that are not UTF-8 stand as U+DC80 … U+DCFF.
 */
export type Address =
  | {
      host: string;
      port: number;
      flowinfo?: number | undefined;
      scopeId?: number | undefined;
    }
  | { path: string }
  | { abstract: string };
