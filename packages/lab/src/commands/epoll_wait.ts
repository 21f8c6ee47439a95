import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const epoll_wait: Handler<"epoll_wait"> = ({ fd, maxevents, timeout }, { fds, wait }) =>
  chain(fds.epoll(fd, "epoll_wait").wait(maxevents, { ...wait, timeout }), (seen) => ({
    events: seen.map(({ data, events }) => ({ fd: data, events })),
  }));
