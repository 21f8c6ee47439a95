import type { Handler } from "./handler.js";

export const sendto: Handler<"sendto"> = async (
  { fd, data, address, flags, timeout },
  { fds, network, wait },
) => {
  const socket = fds.get(fd, "sendto");
  const peer = network.peerForDatagram(socket, address, "sendto");
  if (peer === null) return { bytes: data.length };
  return { bytes: await socket.sendto(data, peer, { ...wait, flags, timeout }) };
};
