import { optionLevels, socketConstants } from "../socket-constants.js";
import type { ControlMessage } from "../system/control-message.js";

const { IP_TOS, IP_TTL, IP_PKTINFO, IPV6_TCLASS } = socketConstants;

/**
 * The ancillary data that is known here, by cmsg_type: cmsg(3), unix(7), socket(7), ip(7), ipv6(7), RFC 3542. `value` is
 * the C value as recvmsg(2) gives it.
 */
export const ancillaryKinds = {
  SCM_RIGHTS: { level: "SOL_SOCKET", number: 1, value: "file descriptors" },
  SCM_TIMESTAMP: { level: "SOL_SOCKET", number: socketConstants.SO_TIMESTAMP, value: "struct timeval" },
  IP_TOS: { level: "IPPROTO_IP", number: IP_TOS, value: "byte" },
  IP_TTL: { level: "IPPROTO_IP", number: IP_TTL, value: "int" },
  IP_PKTINFO: { level: "IPPROTO_IP", number: IP_PKTINFO, value: "struct in_pktinfo" },
  IPV6_PKTINFO: { level: "IPPROTO_IPV6", number: 50, value: "struct in6_pktinfo" },
  IPV6_HOPLIMIT: { level: "IPPROTO_IPV6", number: 52, value: "int" },
  IPV6_TCLASS: { level: "IPPROTO_IPV6", number: IPV6_TCLASS, value: "int" },
} as const;

export type AncillaryType = keyof typeof ancillaryKinds;

const names = new Map(
  (Object.keys(ancillaryKinds) as AncillaryType[]).map((name) => {
    const { level, number } = ancillaryKinds[name];
    return [keyOf(optionLevels[level], number), name];
  }),
);

/** The kind that the kernel's numbers stand for; undefined for one that is not known here. */
export function ancillaryType({ level, type }: ControlMessage): AncillaryType | undefined {
  return names.get(keyOf(level, type));
}

function keyOf(level: number, type: number): string {
  return `${level} ${type}`;
}
