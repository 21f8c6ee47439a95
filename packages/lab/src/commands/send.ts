import type { Handler } from "./handler.js";

export const send: Handler<"send"> = async ({ fd, data, flags, timeout }, { fds, network, wait }) => {
  const socket = fds.get(fd, "send");
  network.prepareSend(socket);
  return { bytes: await socket.send(data, { ...wait, flags, timeout }) };
};
