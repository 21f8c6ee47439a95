import { codedFailure, limits, optionLevels, socketOption } from "@sockpit/protocol";
import { recordOption } from "../set-options.js";
import type { Handler } from "./handler.js";

export const setsockopt: Handler<"setsockopt"> = ({ fd, level, option, value }, context) => {
  const { fds, network, buffers } = context;
  const socket = fds.get(fd, "setsockopt");
  const { number } = socketOption(level, option);
  network.checkOption(option);
  if (typeof value !== "number" && value.length > limits.optionBytes) {
    const field = "params.value";
    throw codedFailure("bad_params", `${field}: must be at most ${limits.optionBytes} bytes`, { field });
  }
  socket.setsockopt(optionLevels[level], number, buffers.clamp(socket, option, value));
  recordOption(socket, { level, option, value });
  return {};
};
