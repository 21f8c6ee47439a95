import type { Handler } from "./handler.js";

export const sendmsg: Handler<"sendmsg"> = async ({ fd, data, address, flags }, { fds, network, wait }) => {
  const socket = fds.get(fd, "sendmsg");
  if (address === undefined) {
    network.prepareSend(socket);
    return { bytes: await socket.sendmsg(data, { ...wait, flags }) };
  }
  const peer = network.peerForDatagram(socket, address, "sendmsg");
  return { bytes: await socket.sendmsg(data, { ...wait, flags, address: peer }) };
};
