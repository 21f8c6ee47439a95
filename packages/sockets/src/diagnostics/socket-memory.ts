import type { Attribute } from "../netlink/attributes.js";
import {
  SK_MEMINFO_DROPS,
  SK_MEMINFO_RCVBUF,
  SK_MEMINFO_RMEM_ALLOC,
  SK_MEMINFO_SNDBUF,
} from "../system/netlink-constants.js";

const WORD_BYTES = 4;

/** A socket's memory, in the kernel's own count, and the packets that it had no room for. */
export interface SocketMemory {
  /** What is allocated for receiving. */
  readonly received: number;
  /** Bounds of its buffers. */
  readonly receive: number;
  readonly send: number;
  /** Null before Linux 4.6. */
  readonly drops: number | null;
}

/** Reads an attribute that holds SK_MEMINFO, one `__u32` for each SK_MEMINFO_*: sock_diag(7). */
export function decodeMemory(view: DataView, { start, end }: Attribute): SocketMemory {
  const at = (index: number) => view.getUint32(start + index * WORD_BYTES, true);
  return {
    received: at(SK_MEMINFO_RMEM_ALLOC),
    receive: at(SK_MEMINFO_RCVBUF),
    send: at(SK_MEMINFO_SNDBUF),
    drops: start + (SK_MEMINFO_DROPS + 1) * WORD_BYTES <= end ? at(SK_MEMINFO_DROPS) : null,
  };
}
