import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const send: Handler<"send"> = ({ fd, data, flags, timeout }, { fds, network, wait }) => {
  const socket = fds.get(fd, "send");
  network.prepareSend(socket);
  return chain(socket.send(data, { ...wait, flags, timeout }), (bytes) => ({ bytes }));
};
