import { type Family, families } from "../constants.js";
import { ArgumentError } from "../errors.js";
import { sockaddr, sockaddrIn, sockaddrIn6, sockaddrUn } from "../system/structs.js";
import type { Address } from "../types.js";
import { formatIPv4, parseIPv4 } from "./ipv4.js";
import { formatIPv6, parseIPv6 } from "./ipv6.js";
import { decodeUnixName, encodeUnixName } from "./unix-name.js";

const sin = sockaddrIn.fields;
const sin6 = sockaddrIn6.fields;
const sun = sockaddrUn.fields;
const PATH_OFFSET = sun.sun_path.offset;
/** Without the NUL at a path's end, or at an abstract name's beginning. */
const MAX_UNIX_NAME_BYTES = sun.sun_path.lengthBytes - 1;
const MAX_PORT = 65_535;
const MAX_FLOWINFO = 0xf_ffff;
const MAX_SCOPE_ID = 0xffff_ffff;

/**
 * The sockaddr of an address for a socket of a family: ip(7), ipv6(7), unix(7). Hosts are literals, or
 * `""` for the wildcard; names are not looked up. Throws `bad_params` where the address does not fit.
 */
export function encodeAddress(family: Family, address: Address): Uint8Array {
  if (family === "AF_UNIX") return encodeUnix(address);
  if (!("host" in address)) throw new ArgumentError("address", `must be {host, port} on an ${family} socket`);
  checkRange("address.port", address.port, MAX_PORT);
  return family === "AF_INET" ? encodeIPv4(address) : encodeIPv6(address);
}

type InternetAddress = Extract<Address, { host: string }>;

function encodeIPv4({ host, port }: InternetAddress): Uint8Array {
  const octets = host === "" ? [] : parseIPv4(host);
  if (octets === null)
    throw new ArgumentError("address.host", "must be a dotted quad such as 127.0.0.1, or empty");
  const view = new DataView(new ArrayBuffer(sockaddrIn.sizeBytes));
  sin.sin_family.set(view, families.AF_INET);
  sin.sin_port.set(view, port);
  sin.sin_addr.set(view, octets);
  return new Uint8Array(view.buffer);
}

function encodeIPv6({ host, port, flowinfo = 0, scopeId = 0 }: InternetAddress): Uint8Array {
  const octets = host === "" ? [] : parseIPv6(host);
  if (octets === null)
    throw new ArgumentError("address.host", "must be an IPv6 address such as ::1, or empty");
  checkRange("address.flowinfo", flowinfo, MAX_FLOWINFO);
  checkRange("address.scopeId", scopeId, MAX_SCOPE_ID);
  const view = new DataView(new ArrayBuffer(sockaddrIn6.sizeBytes));
  sin6.sin6_family.set(view, families.AF_INET6);
  sin6.sin6_port.set(view, port);
  sin6.sin6_flowinfo.set(view, flowinfo);
  sin6.sin6_addr.set(view, octets);
  sin6.sin6_scope_id.set(view, scopeId);
  return new Uint8Array(view.buffer);
}

function encodeUnix(address: Address): Uint8Array {
  if ("host" in address)
    throw new ArgumentError("address", "must be {path} or {abstract} on an AF_UNIX socket");
  const isAbstract = "abstract" in address;
  const field = isAbstract ? "address.abstract" : "address.path";
  const name = encodeUnixName(isAbstract ? address.abstract : address.path);
  if (name.length > MAX_UNIX_NAME_BYTES) {
    throw new ArgumentError(field, `must be at most ${MAX_UNIX_NAME_BYTES} bytes`);
  }
  if (!isAbstract && name.includes(0)) throw new ArgumentError(field, "must not hold a NUL character");
  const isUnnamed = !isAbstract && name.length === 0;
  // A path ends in a NUL, an abstract name begins with one, an unnamed socket has the family alone.
  const view = new DataView(new ArrayBuffer(PATH_OFFSET + (isUnnamed ? 0 : name.length + 1)));
  sun.sun_family.set(view, families.AF_UNIX);
  const bytes = new Uint8Array(view.buffer);
  bytes.set(name, PATH_OFFSET + (isAbstract ? 1 : 0));
  return bytes;
}

/** The address in the first `lengthBytes` of a sockaddr, or null where the kernel gave none. */
export function decodeAddress(bytes: Uint8Array, lengthBytes: number): Address | null {
  if (lengthBytes < PATH_OFFSET) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (sockaddr.fields.sa_family.get(view)) {
    case families.AF_INET:
      return { host: formatIPv4(sin.sin_addr.get(view)), port: sin.sin_port.get(view) };
    case families.AF_INET6:
      return {
        host: formatIPv6(sin6.sin6_addr.get(view)),
        port: sin6.sin6_port.get(view),
        flowinfo: sin6.sin6_flowinfo.get(view) & MAX_FLOWINFO,
        scopeId: sin6.sin6_scope_id.get(view),
      };
    case families.AF_UNIX:
      return decodeUnixAddress(bytes.subarray(PATH_OFFSET, lengthBytes));
    default:
      return null;
  }
}

/** A Unix socket's address from what stands in sun_path. */
export function decodeUnixAddress(name: Uint8Array): Address {
  if (name[0] === 0) return { abstract: decodeUnixName(name.subarray(1)) };
  const end = name.indexOf(0);
  return { path: decodeUnixName(end === -1 ? name : name.subarray(0, end)) };
}

function checkRange(field: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new ArgumentError(field, `must be a whole number from 0 to ${max}`);
  }
}
