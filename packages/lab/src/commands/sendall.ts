import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const sendall: Handler<"sendall"> = ({ fd, data, flags, timeout }, { fds, network, wait }) => {
  const socket = fds.get(fd, "send");
  network.prepareSend(socket);
  return chain(socket.sendall(data, { ...wait, flags, timeout }), () => ({}));
};
