import { expectProtocol } from "../networks/expect-protocol.js";
import type { Handler } from "./handler.js";

export const socket: Handler<"socket"> = (options, { fds, network }) => {
  expectProtocol("socket", options);
  fds.checkRoom("socket");
  return { fd: fds.add(network.open(options), "socket") };
};
