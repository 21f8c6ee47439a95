import type { Handler } from "./handler.js";

export const dup: Handler<"dup"> = ({ fd }, { fds }) => {
  const file = fds.file(fd, "dup");
  fds.checkRoom("dup");
  return { fd: fds.add(file.dup(), "dup") };
};
