import type { Handler } from "./handler.js";

export const listen: Handler<"listen"> = ({ fd, backlog }, { fds, network }) => {
  // As CPython: the kernel takes a negative one for the largest there is.
  network.listen(fds.get(fd, "listen"), Math.max(0, backlog));
  return {};
};
