import type { Handler } from "./handler.js";

export const connect: Handler<"connect"> = async ({ fd, address }, { fds, network, wait }) => {
  const socket = fds.get(fd, "connect");
  await socket.connect(network.peerForConnect(socket, address), wait);
  return {};
};
