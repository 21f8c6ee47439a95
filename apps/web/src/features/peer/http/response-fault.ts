/** What may be wrong with an answer: RFC 9112, unless something else is named. */
export type ResponseFaultKind =
  /** §3: the first line is empty. */
  | "emptyFirstLine"
  /** §4: it begins with something else than a status line. */
  | "noStatusLine"
  /** §4: the status line has no code of three digits, or another version. */
  | "statusLine"
  /** §2.2: lines end with LF alone. */
  | "bareLf"
  /** §5: a header line without a colon. */
  | "noColon"
  /** §2.1: the body begins where the empty line should be. */
  | "noEmptyLine"
  /** §5.1: a space before the colon. */
  | "spaceBeforeColon"
  /** §5.2: a header line that begins with a space: that of the line before goes on. */
  | "foldedHeader"
  | "headTooLong"
  /** The connection ended before the empty line. */
  | "headUnfinished"
  /** §6.3: a Content-Length that is no number, or several that differ. */
  | "contentLength"
  /** §6.1: both Content-Length and Transfer-Encoding. */
  | "lengthAndCoding"
  /** §6.1: a transfer coding that is not `chunked`. */
  | "transferCoding"
  /** §6.3: fewer bytes than Content-Length says. */
  | "bodyTooShort"
  /** More bytes than Content-Length says. */
  | "bodyTooLong"
  /** §6.3: a body where none may be: after HEAD, with 204 or 304. */
  | "bodyNotAllowed"
  /** §7.1: a chunk's size that is no hexadecimal number. */
  | "chunkSize"
  /** §7.1: a chunk that does not end with CRLF: its size is wrong. */
  | "chunkEnd"
  /** §7.1: the connection ended before the last chunk, of size 0. */
  | "chunksUnfinished"
  /** §6.3: nothing says where the body ends, and the connection stays open. */
  | "noEnd"
  /** No byte came in time. */
  | "silent"
  /** What came in time is not all of it. */
  | "stalled"
  /** The connection ended without a byte. */
  | "nothing"
  /** The connection was reset. */
  | "reset"
  /** More than is kept. */
  | "tooLong";

export interface ResponseFault {
  readonly kind: ResponseFaultKind;
  /** What of the answer it is about. */
  readonly text?: string;
  /** The line of the head, from 1. */
  readonly line?: number;
  /** How many bytes there are, and how many there should be. */
  readonly got?: number;
  readonly wanted?: number;
}

/** Characters of the answer that a fault names. */
const QUOTED_CHARACTERS = 60;

export function quoted(text: string): string {
  return text.length <= QUOTED_CHARACTERS ? text : `${text.slice(0, QUOTED_CHARACTERS)}…`;
}
