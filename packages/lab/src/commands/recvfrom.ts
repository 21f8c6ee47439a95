import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";
import { messageOptions } from "./message-options.js";

export const recvfrom: Handler<"recvfrom"> = (input, { fds, network, wait }) =>
  chain(fds.get(input.fd, "recvfrom").recvfrom(input.bufsize, messageOptions(wait, input)), (received) => {
    const { address } = received;
    return { ...received, address: address === null ? null : network.toProgram(address) };
  });
