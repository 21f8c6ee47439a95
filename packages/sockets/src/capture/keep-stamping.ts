import { families, socketTypes } from "../constants.js";
import { socketConstants } from "../socket-constants.js";
import { checked } from "../system/libc.js";
import { SO_TIMESTAMPNS, SOCK_CLOEXEC } from "../system/linux-constants.js";
import { close, socket } from "../system/socket-calls.js";
import { writeOption } from "../system/socket-options.js";

/**
 * Has the kernel stamp packets as they leave until the function that this gives is called. It does so only while a socket of the
 * machine asks for it, and begins some time after the first one does, on a busy machine milliseconds: net_enable_timestamp() in
 * net/core/dev.c. A packet without a stamp has that of its reading, which is after the call that sent it. EMFILE.
 */
export function keepStamping(): () => void {
  const kind = socketTypes.SOCK_DGRAM | SOCK_CLOEXEC;
  // A Unix socket would not do: sock_needs_netstamp().
  const fd = checked("socket", () => socket(families.AF_INET, kind, 0));
  writeOption(fd, { level: socketConstants.SOL_SOCKET, name: SO_TIMESTAMPNS }, 1);
  return () => checked("close", () => close(fd));
}
