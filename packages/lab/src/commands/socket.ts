import type { Handler } from "./handler.js";

export const socket: Handler<"socket"> = (options, { fds, network }) => {
  fds.checkRoom("socket");
  return { fd: fds.add(network.open(options), "socket") };
};
