import type { Connection } from "@sockpit/client";
import { limits, type OutputStream } from "@sockpit/protocol";

/** Characters of output in one message: no character has more than four bytes. */
const PIECE = limits.outputBytes / 4;

/** Writes text to a stream of a process, in as many messages as it takes. */
export async function printText(
  connection: Pick<Connection, "control">,
  { pid, stream }: { readonly pid: number; readonly stream: OutputStream },
  text: string,
): Promise<void> {
  for (let at = 0; at < text.length; at += PIECE)
    await connection.control("write", { pid, stream, text: text.slice(at, at + PIECE) });
}
