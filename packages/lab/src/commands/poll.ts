import { poll as pollFiles } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const poll: Handler<"poll"> = async ({ fds: entries, timeout }, { fds, descriptors, wait }) => {
  const asked = entries.map(({ fd, events }) => ({ target: fds.find(fd) ?? null, events }));
  const found = await descriptors.polling(asked.length, () => pollFiles(asked, { ...wait, timeout }));
  const ready = entries.map(({ fd }, index) => ({ fd, events: found[index] ?? [] }));
  return { ready: ready.filter(({ events }) => events.length > 0) };
};
