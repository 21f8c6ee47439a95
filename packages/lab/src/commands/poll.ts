import { chain, poll as pollFiles } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const poll: Handler<"poll"> = ({ fds: entries, timeout }, { fds, descriptors, wait }) => {
  const asked = entries.map(({ fd, events }) => ({ target: fds.find(fd) ?? null, events }));
  const found = descriptors.polling(asked.length, () => pollFiles(asked, { ...wait, timeout }));
  return chain(found, (ready) => ({
    ready: entries
      .map(({ fd }, index) => ({ fd, events: ready[index] ?? [] }))
      .filter(({ events }) => events.length > 0),
  }));
};
