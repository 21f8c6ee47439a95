import type { Handler } from "./handler.js";
import { messageOptions } from "./message-options.js";

export const recv: Handler<"recv"> = (input, { fds, wait }) =>
  fds.get(input.fd, "recv").receive(input.bufsize, messageOptions(wait, input));
