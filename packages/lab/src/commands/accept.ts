import type { Handler } from "./handler.js";

export const accept: Handler<"accept"> = async ({ fd, timeout }, { fds, network, wait }) => {
  const listener = fds.get(fd, "accept");
  fds.checkRoom("accept");
  const { socket, address } = await listener.accept({ ...wait, timeout });
  return { fd: fds.add(socket, "accept"), address: network.toProgram(address) };
};
