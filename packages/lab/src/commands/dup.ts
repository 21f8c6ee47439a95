import type { Handler } from "./handler.js";

export const dup: Handler<"dup"> = ({ fd }, { fds }) => {
  const file = fds.file(fd, "dup");
  return { fd: fds.open("dup", () => file.dup()) };
};
