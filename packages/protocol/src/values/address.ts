import { z } from "zod";
import { limits } from "../limits.js";
import { encodeUnixName } from "./unix-name.js";

const nameRule = `must be at most ${limits.unixPathBytes} bytes (unix(7))`;

/** No byte takes more than one UTF-16 code unit, so a longer text need not be encoded. */
const unixName = z
  .string()
  .max(limits.unixPathBytes, nameRule)
  .refine(
    (name) => name.length > limits.unixPathBytes || encodeUnixName(name).length <= limits.unixPathBytes,
    nameRule,
  );

/**
 * AF_INET and AF_INET6: ip(7), ipv6(7). `host` is a literal address, a plain host name, or
 * `""` for the wildcard address. `port` is in host byte order.
 */
export const InternetAddress = z.strictObject({
  host: z.string().max(255),
  port: z.int().min(0).max(65_535),
  flowinfo: z.int().min(0).max(1_048_575).optional(),
  scopeId: z.int().min(0).max(4_294_967_295).optional(),
});
export type InternetAddress = z.infer<typeof InternetAddress>;

/** AF_UNIX in the file system: unix(7). The empty path is an unnamed socket. */
export const PathAddress = z.strictObject({
  path: unixName.refine((path) => !path.includes("\0"), "must not hold a NUL character"),
});
export type PathAddress = z.infer<typeof PathAddress>;

/** AF_UNIX in the abstract namespace, without the leading NUL: unix(7). */
export const AbstractAddress = z.strictObject({ abstract: unixName });
export type AbstractAddress = z.infer<typeof AbstractAddress>;

export const Address = z.union([InternetAddress, PathAddress, AbstractAddress]);
export type Address = z.infer<typeof Address>;
