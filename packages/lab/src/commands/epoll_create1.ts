import { EpollInstance } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const epoll_create1: Handler<"epoll_create1"> = (_input, { fds }) => ({
  fd: fds.open("epoll_create1", () => EpollInstance.create()),
});
