import { errnoFailure } from "@sockpit/protocol";
import { PipeEnd } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const ioctl: Handler<"ioctl"> = ({ fd, request }, { fds }) => {
  const file = fds.file(fd, "ioctl");
  if (!(file instanceof PipeEnd)) return { value: fds.get(fd, "ioctl").ioctl(request) };
  if (request !== "FIONREAD") throw errnoFailure("ioctl", "ENOTTY");
  return { value: file.unreadBytes() };
};
