import { expectProtocol } from "../networks/expect-protocol.js";
import type { Handler } from "./handler.js";

export const socket: Handler<"socket"> = (options, { fds, network }) => {
  expectProtocol("socket", options);
  return { fd: fds.open("socket", () => network.open(options)) };
};
