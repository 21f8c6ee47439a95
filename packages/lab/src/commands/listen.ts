import type { Handler } from "./handler.js";

export const listen: Handler<"listen"> = ({ fd, backlog }, { fds, network }) => {
  network.listen(fds.get(fd, "listen"), backlog);
  return {};
};
