import type { Handler } from "./handler.js";

export const getpeername: Handler<"getpeername"> = ({ fd }, { fds, network }) => ({
  address: network.toProgram(fds.get(fd, "getpeername").getpeername()),
});
