import { encodeBinary, encodeJson, jsonFromBytes, type StreamPiece } from "@sockpit/protocol";
import type { AssembledStream } from "./assemble-stream.js";
import { pieceWithBytes } from "./placed-piece.js";

export type StreamForm = "json" | "messagePack";

/** What is encoded is gathered until there is so much of it. */
const PIECE_BYTES = 64 * 1024;

/** A map with one entry more: fixmap, 0x80 and the number of entries (MessagePack's specification). */
const ONE_ENTRY = 1;
/** array 32, and the number of entries. */
const ARRAY_32 = 0xdd;

/**
 * A `Stream` in one of REST's forms, piece by piece. The bytes of each packet are looked up when it is their turn: those that
 * have gone meanwhile are reported as a gap.
 */
export function* encodeStream(
  stream: AssembledStream,
  form: StreamForm,
  bytesOf: (packet: number) => Uint8Array | undefined,
): Generator<Uint8Array, void> {
  const { pieces, ...head } = stream;
  const encoding = form === "json" ? jsonForm(head) : binaryForm(head, pieces.length);
  let gathered = [encoding.head];
  let gatheredBytes = encoding.head.length;
  for (const [index, placed] of pieces.entries()) {
    const bytes = encoding.item(pieceWithBytes(placed, bytesOf), index);
    gathered.push(bytes);
    gatheredBytes += bytes.length;
    if (gatheredBytes < PIECE_BYTES) continue;
    yield Buffer.concat(gathered, gatheredBytes);
    gathered = [];
    gatheredBytes = 0;
  }
  yield Buffer.concat([...gathered, encoding.tail]);
}

interface Encoding {
  readonly head: Uint8Array;
  readonly item: (piece: StreamPiece, index: number) => Uint8Array;
  readonly tail: Uint8Array;
}

function jsonForm(head: object): Encoding {
  return {
    head: Buffer.from(`${encodeJson(head).slice(0, -1)},"pieces":[`),
    item: (piece, index) => Buffer.from((index === 0 ? "" : ",") + JSON.stringify(plainPiece(piece))),
    tail: Buffer.from("]}"),
  };
}

/** What `encodeJson` makes of it, without a call for each of its values: there may be 20,000 pieces. */
function plainPiece(piece: StreamPiece): object {
  return piece.kind === "gap" ? piece : { ...piece, data: jsonFromBytes(piece.data) };
}

function binaryForm(head: object, count: number): Encoding {
  const map = encodeBinary(head);
  map[0] = (map[0] ?? 0) + ONE_ENTRY;
  const list = Buffer.alloc(5);
  list[0] = ARRAY_32;
  list.writeUInt32BE(count, 1);
  return {
    head: Buffer.concat([map, encodeBinary("pieces"), list]),
    item: (piece) => encodeBinary(piece),
    tail: new Uint8Array(),
  };
}
