import type { SetOption } from "@sockpit/protocol";
import type { Socket } from "@sockpit/sockets";

/** By what all fds of a socket share. */
const bySocket = new WeakMap<Socket["held"]["description"], Map<string, SetOption>>();

/** Remembers what a program has set on a socket, for the kernel's view. */
export function recordOption(
  socket: Socket,
  setting: { level: string; option: string; value: number | Uint8Array },
): void {
  const { level, option, value } = setting;
  const shown = typeof value === "number" ? value : Buffer.from(value).toString("hex");
  const options = bySocket.get(socket.held.description) ?? new Map<string, SetOption>();
  options.set(option, { level, option, value: shown });
  bySocket.set(socket.held.description, options);
}

/** What programs have set on a socket, in the order of first setting. */
export function setOptions(socket: Socket): SetOption[] {
  return [...(bySocket.get(socket.held.description)?.values() ?? [])];
}
