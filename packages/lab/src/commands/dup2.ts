import type { Handler } from "./handler.js";

export const dup2: Handler<"dup2"> = ({ fd, target }, { fds }) => {
  const file = fds.file(fd, "dup2");
  return { fd: fds.openAt(target, "dup2", () => file.dup()) };
};
