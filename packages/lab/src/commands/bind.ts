import type { Handler } from "./handler.js";

export const bind: Handler<"bind"> = ({ fd, address, inOwnFolder }, { fds, network }) => {
  const socket = fds.get(fd, "bind");
  if (inOwnFolder === true && "path" in address) network.unixPaths.addFolderOf(address);
  network.bind(socket, address);
  return {};
};
