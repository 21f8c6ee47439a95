import { fstatSync } from "node:fs";
import { markArrived, recall } from "../description.js";
import { HeldFd } from "../held-fd.js";
import { pipeCookie, pipeIdentity } from "../pipe-identity.js";
import { type ControlMessage, decodeControl, decodeInts } from "../system/control-message.js";
import { close } from "../system/socket-calls.js";
import { readCookie } from "../system/socket-options.js";
import type { ReceivedAncillary } from "./ancillary.js";
import { type AncillaryType, ancillaryKinds, ancillaryType } from "./kinds.js";

/**
 * The items of a control buffer that recvmsg(2) filled. The caller owns the fds in them. With `isPeeked`, what they
 * stand for is still on its way.
 */
export function takeAncillary(control: Uint8Array, isPeeked: boolean): ReceivedAncillary[] {
  const messages = decodeControl(control);
  const taken: HeldFd[] = [];
  try {
    return messages.flatMap((message): ReceivedAncillary[] => {
      const type = ancillaryType(message);
      if (type === undefined) return [];
      const { level } = ancillaryKinds[type];
      if (type !== "SCM_RIGHTS") return [{ level, type, value: readValue(type, message.data) }];
      const fds = decodeInts(message.data).map((fd) => {
        const held = hold(fd, isPeeked);
        taken.push(held);
        return held;
      });
      return [{ level: "SOL_SOCKET", type, fds }];
    });
  } catch (error) {
    const owned = new Set(taken.map((held) => held.number));
    for (const held of taken) held.close();
    for (const fd of fdsIn(messages)) if (!owned.has(fd)) close(fd);
    throw error;
  }
}

/** A socket or a pipe's end that was passed keeps what is known of it. */
function hold(fd: number, isPeeked: boolean): HeldFd {
  const file = fstatSync(fd);
  const cookie = file.isSocket() ? readCookie(fd) : file.isFIFO() ? pipeCookie(pipeIdentity(fd)) : undefined;
  const description = cookie === undefined ? undefined : recall(cookie);
  if (description !== undefined && !isPeeked) markArrived(description);
  return new HeldFd(fd, description);
}

function fdsIn(messages: readonly ControlMessage[]): number[] {
  const rights = messages.filter((message) => ancillaryType(message) === "SCM_RIGHTS");
  return rights.flatMap(({ data }) => decodeInts(data));
}

/** Bytes where it is a struct, or where the kernel had no room for the whole. */
function readValue(type: AncillaryType, data: Uint8Array): number | Uint8Array {
  const { value } = ancillaryKinds[type];
  if (value === "byte" && data.length === 1) return data[0] ?? 0;
  return value === "int" && data.length === 4 ? (decodeInts(data)[0] ?? 0) : data;
}
