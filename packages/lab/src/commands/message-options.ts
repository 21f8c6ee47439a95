import type { MessageFlag } from "@sockpit/protocol";
import type { MessageOptions } from "@sockpit/sockets";

/** The options of a call that moves data. Field by field: an object spread costs more than the call itself (V8 11). */
export function messageOptions(
  { onWait, interrupter, borrows }: MessageOptions,
  { flags, timeout }: { flags: MessageFlag[]; timeout?: number | null | undefined },
): MessageOptions {
  return { onWait, interrupter, borrows, flags, timeout };
}
