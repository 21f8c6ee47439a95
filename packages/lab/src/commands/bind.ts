import type { Handler } from "./handler.js";

export const bind: Handler<"bind"> = ({ fd, address }, { fds, network }) => {
  network.bind(fds.get(fd, "bind"), address);
  return {};
};
