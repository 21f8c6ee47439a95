import { PacketSocket, type PacketSocketOptions, SystemError } from "@sockpit/sockets";
import { isOutOfDescriptors } from "../open-or-release.js";

/** A packet socket; null where the machine refuses one: no CAP_NET_RAW, no packet(7). EMFILE. */
export function tryOpenCapture(options: PacketSocketOptions): PacketSocket | null {
  try {
    return PacketSocket.open(options);
  } catch (error) {
    if (error instanceof SystemError && !isOutOfDescriptors(error)) return null;
    throw error;
  }
}
