import { z } from "zod";
import { limits } from "../limits.js";
import { unixNameBytes } from "./unix-name.js";

const nameRule = `must be at most ${limits.unixPathBytes} bytes (unix(7))`;

/** No byte takes more than one UTF-16 code unit, so a longer text need not be encoded. */
const unixName = z
  .string()
  .max(limits.unixPathBytes, nameRule)
  .refine(
    (name) => name.length > limits.unixPathBytes || unixNameBytes(name) <= limits.unixPathBytes,
    nameRule,
  );

/** AF_INET and AF_INET6: ip(7), ipv6(7). */
export const InternetAddress = z.strictObject({
  host: z
    .string()
    .max(255)
    .describe('A literal address, a plain host name, or `""` for the wildcard address.'),
  port: z.int().min(0).max(65_535).describe("The port, in host byte order; 0 for none."),
  flowinfo: z.int().min(0).max(1_048_575).optional().describe("IPv6 flow label: RFC 6437."),
  scopeId: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .optional()
    .describe("The interface's number of an IPv6 link-local address: RFC 4007."),
});
export type InternetAddress = z.infer<typeof InternetAddress>;

/** AF_UNIX in the file system: unix(7). */
export const PathAddress = z.strictObject({
  path: unixName
    .refine((path) => !path.includes("\0"), "must not hold a NUL character")
    .describe("A path in the lab's file system; the empty path is an unnamed socket."),
});
export type PathAddress = z.infer<typeof PathAddress>;

/** AF_UNIX in the abstract namespace: unix(7). */
export const AbstractAddress = z.strictObject({
  abstract: unixName.describe("A name in the abstract namespace, without the leading NUL."),
});
export type AbstractAddress = z.infer<typeof AbstractAddress>;

export const Address = z
  .union([InternetAddress, PathAddress, AbstractAddress])
  .describe("The address of a socket.");
export type Address = z.infer<typeof Address>;
