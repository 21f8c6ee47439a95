import type { Handler } from "./handler.js";

export const accept: Handler<"accept"> = async ({ fd, timeout }, { fds, network, wait }) => {
  const listener = fds.get(fd, "accept");
  const room = fds.reserve("accept");
  try {
    const { socket, address } = await listener.accept({ ...wait, timeout });
    return { fd: fds.add(socket, room), address: network.toProgram(address) };
  } finally {
    room.release();
  }
};
