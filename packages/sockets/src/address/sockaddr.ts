import {
  type Address,
  codedFailure,
  decodeUnixName,
  encodeUnixName,
  type Family,
  limits,
} from "@sockpit/protocol";
import { families } from "../constants.js";
import { formatIPv4, parseIPv4 } from "./ipv4.js";
import { formatIPv6, parseIPv6 } from "./ipv6.js";

/** sizeof(struct sockaddr_storage): room for every address. */
export const SOCKADDR_BYTES = 128;

const SOCKADDR_IN_BYTES = 16;
const SOCKADDR_IN6_BYTES = 28;
/** SAFETY: struct sockaddr_un is a 16-bit family, then the path. */
const SUN_PATH_OFFSET = 2;
const MAX_PORT = 65_535;
const MAX_FLOWINFO = 0xf_ffff;
const MAX_SCOPE_ID = 0xffff_ffff;
const LITTLE_ENDIAN = true;

/**
 * The sockaddr of an address for a socket of a family: ip(7), ipv6(7), unix(7). Hosts are literals, or
 * `""` for the wildcard; names are not looked up. Throws `bad_params` where the address does not fit.
 */
export function encodeAddress(family: Family, address: Address): Uint8Array {
  if (family === "AF_UNIX") return encodeUnix(address);
  if (!("host" in address)) throw refusal("address", `must be {host, port} on an ${family} socket`);
  checkRange("address.port", address.port, MAX_PORT);
  return family === "AF_INET" ? encodeIPv4(address) : encodeIPv6(address);
}

type InternetAddress = Extract<Address, { host: string }>;

function encodeIPv4({ host, port }: InternetAddress): Uint8Array {
  const octets = host === "" ? [0, 0, 0, 0] : parseIPv4(host);
  if (octets === null) throw refusal("address.host", "must be a dotted quad such as 127.0.0.1, or empty");
  const bytes = new Uint8Array(SOCKADDR_IN_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, families.AF_INET, LITTLE_ENDIAN);
  view.setUint16(2, port);
  bytes.set(octets, 4);
  return bytes;
}

function encodeIPv6({ host, port, flowinfo = 0, scopeId = 0 }: InternetAddress): Uint8Array {
  const octets = host === "" ? new Array<number>(16).fill(0) : parseIPv6(host);
  if (octets === null) throw refusal("address.host", "must be an IPv6 address such as ::1, or empty");
  checkRange("address.flowinfo", flowinfo, MAX_FLOWINFO);
  checkRange("address.scopeId", scopeId, MAX_SCOPE_ID);
  const bytes = new Uint8Array(SOCKADDR_IN6_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, families.AF_INET6, LITTLE_ENDIAN);
  view.setUint16(2, port);
  view.setUint32(4, flowinfo);
  bytes.set(octets, 8);
  view.setUint32(24, scopeId, LITTLE_ENDIAN);
  return bytes;
}

function encodeUnix(address: Address): Uint8Array {
  if ("host" in address) throw refusal("address", "must be {path} or {abstract} on an AF_UNIX socket");
  const isAbstract = "abstract" in address;
  const field = isAbstract ? "address.abstract" : "address.path";
  const name = encodeUnixName(isAbstract ? address.abstract : address.path);
  if (name.length > limits.unixPathBytes) {
    throw refusal(field, `must be at most ${limits.unixPathBytes} bytes`);
  }
  if (!isAbstract && name.includes(0)) throw refusal(field, "must not hold a NUL character");
  const isUnnamed = !isAbstract && name.length === 0;
  // A path ends in a NUL, an abstract name begins with one, an unnamed socket has the family alone.
  const bytes = new Uint8Array(SUN_PATH_OFFSET + (isUnnamed ? 0 : name.length + 1));
  new DataView(bytes.buffer).setUint16(0, families.AF_UNIX, LITTLE_ENDIAN);
  bytes.set(name, SUN_PATH_OFFSET + (isAbstract ? 1 : 0));
  return bytes;
}

/** The address in the first `lengthBytes` of a sockaddr, or null where the kernel gave none. */
export function decodeAddress(bytes: Uint8Array, lengthBytes: number): Address | null {
  if (lengthBytes < SUN_PATH_OFFSET) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (view.getUint16(0, LITTLE_ENDIAN)) {
    case families.AF_INET:
      return { host: formatIPv4(bytes.subarray(4, 8)), port: view.getUint16(2) };
    case families.AF_INET6:
      return {
        host: formatIPv6(bytes.subarray(8, 24)),
        port: view.getUint16(2),
        flowinfo: view.getUint32(4) & MAX_FLOWINFO,
        scopeId: view.getUint32(24, LITTLE_ENDIAN),
      };
    case families.AF_UNIX:
      return decodeUnixAddress(bytes.subarray(SUN_PATH_OFFSET, lengthBytes));
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
    throw refusal(field, `must be a whole number from 0 to ${max}`);
  }
}

function refusal(field: string, rule: string): Error {
  return codedFailure("bad_params", `${field}: ${rule}`, { field });
}
