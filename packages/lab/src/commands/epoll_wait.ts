import type { Handler } from "./handler.js";

export const epoll_wait: Handler<"epoll_wait"> = async ({ fd, maxevents, timeout }, { fds, wait }) => {
  const seen = await fds.epoll(fd, "epoll_wait").wait(maxevents, { ...wait, timeout });
  return { events: seen.map(({ data, events }) => ({ fd: data, events })) };
};
