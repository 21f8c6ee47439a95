import type { SetOption } from "@sockpit/protocol";
import type { Socket } from "@sockpit/sockets";

/** By what all fds of a socket share: a new list with each change. */
const bySocket = new WeakMap<Socket["held"]["description"], SetOption[]>();
const none: SetOption[] = [];

/** Remembers what a program has set on a socket, for the kernel's view. */
export function recordOption(
  socket: Socket,
  setting: { level: string; option: string; value: number | Uint8Array },
): void {
  const { level, option, value } = setting;
  const shown = typeof value === "number" ? value : Buffer.from(value).toString("hex");
  const set = { level, option, value: shown };
  const options = setOptions(socket);
  const isAgain = options.some((known) => known.option === option);
  const changed = isAgain
    ? options.map((known) => (known.option === option ? set : known))
    : [...options, set];
  bySocket.set(socket.held.description, changed);
}

/** What programs have set on a socket, in the order of first setting; the same list as long as none is set. */
export function setOptions(socket: Socket): SetOption[] {
  return bySocket.get(socket.held.description) ?? none;
}
