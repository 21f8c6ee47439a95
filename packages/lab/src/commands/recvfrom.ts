import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const recvfrom: Handler<"recvfrom"> = ({ fd, bufsize, flags, timeout }, { fds, network, wait }) =>
  chain(fds.get(fd, "recvfrom").recvfrom(bufsize, { ...wait, flags, timeout }), (received) => {
    const { address } = received;
    return { ...received, address: address === null ? null : network.toProgram(address) };
  });
