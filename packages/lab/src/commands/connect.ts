import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const connect: Handler<"connect"> = ({ fd, address }, { fds, network, wait }) => {
  const socket = fds.get(fd, "connect");
  return chain(socket.connect(network.peerForConnect(socket, address), wait), () => ({}));
};
