import { EpollInstance } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const epoll_create1: Handler<"epoll_create1"> = (_input, { fds }) => {
  fds.checkRoom("epoll_create1");
  return { fd: fds.add(EpollInstance.create(), "epoll_create1") };
};
