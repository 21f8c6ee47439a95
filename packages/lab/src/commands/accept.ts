import { chain, releasing } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const accept: Handler<"accept"> = ({ fd, timeout }, { fds, network, wait }) => {
  const listener = fds.get(fd, "accept");
  const room = fds.reserve("accept");
  const take = () =>
    chain(listener.accept({ ...wait, timeout }), ({ socket, address }) => ({
      fd: fds.add(socket, room),
      address: network.toProgram(address),
    }));
  return releasing(take, () => room.release());
};
