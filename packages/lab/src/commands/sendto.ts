import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const sendto: Handler<"sendto"> = ({ fd, data, address, flags, timeout }, { fds, network, wait }) => {
  const socket = fds.get(fd, "sendto");
  const peer = network.peerForDatagram(socket, address, "sendto");
  if (peer === null) return { bytes: data.length };
  return chain(socket.sendto(data, peer, { ...wait, flags, timeout }), (bytes) => ({ bytes }));
};
