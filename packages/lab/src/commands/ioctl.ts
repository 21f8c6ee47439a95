import type { Handler } from "./handler.js";

export const ioctl: Handler<"ioctl"> = ({ fd, request }, { fds }) => ({
  value: fds.get(fd, "ioctl").ioctl(request),
});
