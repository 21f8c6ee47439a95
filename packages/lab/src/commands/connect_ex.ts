import { errnoNumber } from "@sockpit/protocol";
import type { Handler } from "./handler.js";

export const connect_ex: Handler<"connect_ex"> = async ({ fd, address }, { fds, network, wait }) => {
  const socket = fds.get(fd, "connect");
  const name = await socket.connectEx(network.peerForConnect(socket, address), wait);
  return name === null ? { errno: 0 } : { errno: errnoNumber(name), name };
};
