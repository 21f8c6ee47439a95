import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";
import { messageOptions } from "./message-options.js";

export const sendto: Handler<"sendto"> = (input, { fds, network, wait }) => {
  const { fd, data, address } = input;
  const socket = fds.get(fd, "sendto");
  const peer = network.peerForDatagram(socket, address, "sendto");
  if (peer === null) return { bytes: data.length };
  return chain(socket.sendto(data, peer, messageOptions(wait, input)), (bytes) => ({ bytes }));
};
