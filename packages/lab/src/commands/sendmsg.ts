import { chain, releasing } from "@sockpit/sockets";
import { filesIn, toKernelAncillary } from "../ancillary.js";
import type { Handler } from "./handler.js";

export const sendmsg: Handler<"sendmsg"> = (input, context) => {
  const { fd, data, address, flags, ancillary, timeout } = input;
  const { fds, network, descriptors, wait } = context;
  const socket = fds.get(fd, "sendmsg");
  const sent = toKernelAncillary(ancillary, context);
  const options = { ...wait, flags, timeout, ancillary: sent.ancillary };
  const send = () => {
    if (address !== undefined) {
      const peer = network.peerForDatagram(socket, address, "sendmsg");
      return peer === null ? data.length : socket.sendmsg(data, { ...options, address: peer });
    }
    network.prepareSend(socket);
    return socket.sendmsg(data, options);
  };
  // Sockets of other families pass none on.
  const passed = socket.family === "AF_UNIX" ? filesIn(sent.ancillary) : [];
  return releasing(
    () => chain(descriptors.flying.during(passed, send), (bytes) => ({ bytes })),
    () => sent.close(),
  );
};
