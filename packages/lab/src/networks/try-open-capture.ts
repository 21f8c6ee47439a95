import { CallFailure } from "@sockpit/protocol";
import { PacketSocket, type PacketSocketOptions } from "@sockpit/sockets";

/** A packet socket; null where the machine refuses one: no CAP_NET_RAW, no packet(7), no fd. */
export function tryOpenCapture(options: PacketSocketOptions): PacketSocket | null {
  try {
    return PacketSocket.open(options);
  } catch (error) {
    if (error instanceof CallFailure) return null;
    throw error;
  }
}
