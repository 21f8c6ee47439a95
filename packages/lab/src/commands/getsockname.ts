import type { Handler } from "./handler.js";

export const getsockname: Handler<"getsockname"> = ({ fd }, { fds, network }) => ({
  address: network.localAddress(fds.get(fd, "getsockname")),
});
