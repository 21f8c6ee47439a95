import type { Handler } from "./handler.js";

export const sendall: Handler<"sendall"> = async ({ fd, data, flags, timeout }, { fds, network, wait }) => {
  const socket = fds.get(fd, "send");
  network.prepareSend(socket);
  await socket.sendall(data, { ...wait, flags, timeout });
  return {};
};
