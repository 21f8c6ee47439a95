import { shutdownHows } from "../constants.js";
import { SocketError } from "../errors.js";
import type { HeldFd } from "../held-fd.js";
import { PENDING } from "../readiness/run-call.js";
import { socketConstants } from "../socket-constants.js";
import { EPOLLOUT } from "../system/epoll-calls.js";
import { unreadBytes } from "../system/int-ioctls.js";
import { errnoOf } from "../system/libc.js";
import { TCP_CLOSING, TCP_FIN_WAIT1, TCP_LAST_ACK } from "../system/linux-constants.js";
import { shutdown } from "../system/socket-calls.js";
import { readOption, writeOption } from "../system/socket-options.js";
import { linger } from "../system/structs.js";
import type { WaitOptions } from "../wait-options.js";

const lingerOption = { level: socketConstants.SOL_SOCKET, name: socketConstants.SO_LINGER };
const infoOption = { level: socketConstants.IPPROTO_TCP, name: socketConstants.TCP_INFO };

const { l_onoff, l_linger } = linger.fields;

/**
 * Takes SO_LINGER above 0, which was just set, out of the kernel: it is kept with the description, and `lingerAndClose`
 * does what it means. With it the kernel would block whichever thread lets go of the socket last, and where it was
 * passed with SCM_RIGHTS that may be one which closes another socket. 0, which resets, blocks nobody and stays.
 */
export function takeLingerOver({ number: fd, description }: HeldFd): void {
  const view = new DataView(readOption(fd, lingerOption, linger.sizeBytes).buffer);
  description.lingerSeconds = l_onoff.get(view) === 0 ? 0 : l_linger.get(view);
  if (description.lingerSeconds > 0) writeOption(fd, lingerOption, new Uint8Array(linger.sizeBytes));
}

/** The struct linger of a socket that was taken over. */
export function lingerBytes(seconds: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(linger.sizeBytes));
  l_onoff.set(view, 1);
  l_linger.set(view, seconds);
  return new Uint8Array(view.buffer);
}

/**
 * What close(2) does with SO_LINGER above 0, without blocking the thread: sends FIN, waits until the peer has
 * acknowledged all or the seconds have passed, closes. Unread data ends the wait, since close then resets the
 * connection: tcp(7), RFC 9293 §3.10.4. Never fails; an interrupted wait closes at once, as in the kernel.
 */
export async function lingerAndClose(held: HeldFd, seconds: number, options: WaitOptions): Promise<void> {
  const fd = held.number;
  if (unreadBytes(fd) === 0) {
    // ENOTCONN: there is nothing to end.
    errnoOf(() => shutdown(fd, shutdownHows.SHUT_WR));
    // A socket that has sent FIN polls as writable: run-call then looks again at intervals.
    try {
      await held.run({ syscall: "close", timeout: seconds, options }, () => ({
        syscall: "close",
        interest: EPOLLOUT,
        attempt: () => (isSending(fd) ? PENDING : undefined),
        expired: () => undefined,
      }));
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
    }
  }
  held.close();
}

/** Whether FIN, and so the data before it, is not acknowledged yet. */
function isSending(fd: number): boolean {
  const [state = 0] = readOption(fd, infoOption, 1);
  const isClosing = state === TCP_FIN_WAIT1 || state === TCP_CLOSING || state === TCP_LAST_ACK;
  return isClosing && unreadBytes(fd) === 0;
}
