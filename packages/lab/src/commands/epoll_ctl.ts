import type { Handler } from "./handler.js";

export const epoll_ctl: Handler<"epoll_ctl"> = ({ fd, operation, target, events }, { fds }) => {
  const file = fds.file(target, "epoll_ctl");
  fds.epoll(fd, "epoll_ctl").control(operation, file, { events, data: target });
  return {};
};
