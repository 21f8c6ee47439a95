import { toKernelAncillary } from "../ancillary.js";
import type { Handler } from "./handler.js";

export const sendmsg: Handler<"sendmsg"> = async (input, context) => {
  const { fd, data, address, flags, ancillary, timeout } = input;
  const { fds, network, wait } = context;
  const socket = fds.get(fd, "sendmsg");
  const sent = toKernelAncillary(ancillary, context);
  try {
    const options = { ...wait, flags, timeout, ancillary: sent.ancillary };
    if (address === undefined) {
      network.prepareSend(socket);
      return { bytes: await socket.sendmsg(data, options) };
    }
    const peer = network.peerForDatagram(socket, address, "sendmsg");
    if (peer === null) return { bytes: data.length };
    return { bytes: await socket.sendmsg(data, { ...options, address: peer }) };
  } finally {
    sent.close();
  }
};
