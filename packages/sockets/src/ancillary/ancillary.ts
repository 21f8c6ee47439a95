import type { HeldFd } from "../held-fd.js";
import type { Pollable } from "../operations/poll.js";
import type { OptionLevel } from "../socket-constants.js";
import type { AncillaryType } from "./kinds.js";

interface PacketValue {
  readonly level: OptionLevel;
  readonly type: Exclude<AncillaryType, "SCM_RIGHTS">;
  /** An int, or the bytes of the C value. Received, it is an int where it is whole and no struct. */
  readonly value: number | Uint8Array;
}

/** One item that sendmsg(2) sends beside the data: cmsg(3). */
export type SentAncillary =
  | { readonly level: "SOL_SOCKET"; readonly type: "SCM_RIGHTS"; readonly files: readonly Pollable[] }
  | PacketValue;

/** One item that recvmsg(2) got. The caller owns the fds, which are close-on-exec: `openReceived` says what each is. */
export type ReceivedAncillary =
  | { readonly level: "SOL_SOCKET"; readonly type: "SCM_RIGHTS"; readonly fds: readonly HeldFd[] }
  | PacketValue;
