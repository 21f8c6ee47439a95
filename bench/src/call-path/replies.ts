import { decodeBinary } from "@sockpit/protocol";

/** How the server begins a reply in MessagePack: a map of three, "id", a number below 128, "ok", true. */
const ID = Buffer.from([0x83, 0xa2, 0x69, 0x64]);
const OK = Buffer.from([0xa2, 0x6f, 0x6b, 0xc3]);
const ID_AT = ID.length;
const OK_AT = ID_AT + 1;

/**
 * The id of a reply, whose call must have succeeded. Read without decoding the rest, as the peers' clients decode nothing
 * either; a reply that is written in another way is decoded.
 */
export function idOfSuccess(reply: Buffer): number {
  const id = reply[ID_AT];
  const isAsUsual = ID.compare(reply, 0, ID_AT) === 0 && OK.compare(reply, OK_AT, OK_AT + OK.length) === 0;
  return isAsUsual && id !== undefined && id < 0x80 ? id : success(reply).id;
}

/** What a call gave, which must have succeeded. Its bytes are views of the reply. */
export function resultOf<R>(reply: Buffer): R {
  return success(reply).result as R;
}

function success(reply: Buffer): { id: number; result: unknown } {
  const message = decodeBinary(reply) as
    | { id: number; ok: true; result: unknown }
    | { id: number | null; ok: false; error: { message: string } };
  if (!message.ok) throw new Error(`a call of the benchmark failed: ${message.error.message}`);
  return message;
}
