import { attributes } from "./netlink/attributes.js";
import { NetlinkSocket } from "./netlink/netlink-socket.js";
import type { NetworkNamespace } from "./network-namespace.js";
import { IFLA_IFNAME, NETLINK_ROUTE, RTM_GETLINK, RTM_NEWLINK } from "./system/netlink-constants.js";
import { ifinfomsg } from "./system/netlink-structs.js";

/** As if_nameindex(3) names it. */
export interface NetworkInterface {
  readonly index: number;
  readonly name: string;
}

/** The network interfaces of a namespace, by index: rtnetlink(7). EMFILE, and EBADF once it is closed. */
export function networkInterfaces(namespace: NetworkNamespace): readonly NetworkInterface[] {
  const netlink = namespace.run(() => new NetlinkSocket(NETLINK_ROUTE, "rtnetlink"));
  try {
    const body = [new Uint8Array(ifinfomsg.sizeBytes)];
    const links = netlink.dump({ type: RTM_GETLINK, answerType: RTM_NEWLINK, body });
    return links.map(interfaceOf).sort((a, b) => a.index - b.index);
  } finally {
    netlink.close();
  }
}

function interfaceOf(link: Uint8Array): NetworkInterface {
  const view = new DataView(link.buffer, link.byteOffset, link.byteLength);
  let name = "";
  // Ends with a NUL.
  for (const { type, start, end } of attributes(view, ifinfomsg.sizeBytes))
    if (type === IFLA_IFNAME) name = new TextDecoder().decode(link.subarray(start, end - 1));
  return { index: ifinfomsg.fields.ifi_index.get(view), name };
}
