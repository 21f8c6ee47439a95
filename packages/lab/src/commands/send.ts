import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";
import { messageOptions } from "./message-options.js";

export const send: Handler<"send"> = (input, { fds, network, wait }) => {
  const socket = fds.get(input.fd, "send");
  network.prepareSend(socket);
  return chain(socket.send(input.data, messageOptions(wait, input)), (bytes) => ({ bytes }));
};
