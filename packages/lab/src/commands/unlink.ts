import type { Handler } from "./handler.js";

export const unlink: Handler<"unlink"> = ({ path }, { network }) => {
  network.unixPaths.unlink(path);
  return {};
};
