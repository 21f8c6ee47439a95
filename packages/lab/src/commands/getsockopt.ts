import { optionLevels, socketOption } from "@sockpit/protocol";
import type { Handler } from "./handler.js";

export const getsockopt: Handler<"getsockopt"> = ({ fd, level, option, buflen }, { fds }) => {
  const socket = fds.get(fd, "getsockopt");
  const { number } = socketOption(level, option);
  return buflen === undefined
    ? { value: socket.getsockopt(optionLevels[level], number) }
    : { data: socket.getsockopt(optionLevels[level], number, buflen) };
};
