import { chain } from "@sockpit/sockets";
import type { Handler } from "./handler.js";

export const close: Handler<"close"> = ({ fd }, { fds, wait }) => chain(fds.close(fd, wait), () => ({}));
