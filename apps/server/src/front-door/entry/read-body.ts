import { codedFailure, quotedExcerpt } from "@sockpit/protocol";
import type { Request, Response } from "express";
import { noteDeadBuffers } from "../../between/dead-buffers.js";
import { freeMemory } from "../../between/free-memory.js";
import { startDeadline } from "../deadline.js";
import type { IncomingBodies } from "./incoming-bodies.js";

/** Bytes of the form in which a visitor sends the access code. */
export const OPEN_BODY_BYTES = 1024;

/** A whole body must have arrived within this time: 2 MiB at 1.1 Mbit/s. */
const BODY_DEADLINE_MS = 15_000;

/** Each piece costs time and memory of its own: a body in chunks of a byte would take 100 times as much of both. */
const FREE_PIECES = 1024;
const MIN_PIECE_BYTES = 64;

/** A page of another site may send this, text/plain and multipart/form-data without a preflight: Fetch, "CORS-safelisted". */
const FORM_TYPE = "application/x-www-form-urlencoded";

interface BodyOptions {
  bodies: IncomingBodies;
  /** Whose budget the bytes count towards. */
  source: string;
  visitor: string;
  limitBytes: number;
}

/** A body as it came. Its bytes count until they are released. */
export interface ReceivedBody {
  readonly bytes: Uint8Array;
  release(): void;
}

/**
 * Receives a body that is said to be JSON, bounded in bytes and time. Call it once the caller may send one.
 * `unsupported_media_type`, `message_too_large`, `bad_message`, `over_budget`.
 */
export async function receiveJsonBody(
  request: Request,
  response: Response,
  options: BodyOptions,
): Promise<ReceivedBody> {
  requireJson(request);
  return receive(request, response, options);
}

/** Reads what an HTML form sends. Rejects as `receiveJsonBody` does. */
export async function readFormBody(
  request: Request,
  response: Response,
  options: BodyOptions,
): Promise<URLSearchParams> {
  requireIdentity(request);
  const given = request.headers["content-type"] ?? "";
  if (!given.toLowerCase().startsWith(FORM_TYPE)) throw unsupportedType(given, `a form as ${FORM_TYPE}`);
  const { bytes, release } = await receive(request, response, options);
  release();
  return new URLSearchParams(Buffer.from(bytes).toString());
}

function requireIdentity(request: Request): void {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    const message = `Content-Encoding: ${quotedExcerpt(encoding)} is not supported. Send the body as it is, without that header.`;
    throw codedFailure("unsupported_media_type", message, { field: "Content-Encoding" });
  }
}

function requireJson(request: Request): void {
  requireIdentity(request);
  const given = request.headers["content-type"];
  if (given === undefined) return;
  const [type = "", ...parameters] = given
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters.find((part) => part.startsWith("charset="))?.slice("charset=".length);
  const isUtf8 = charset === undefined || /^"?(utf-?8|us-ascii)"?$/.test(charset);
  /** What curl sends with `-d` where no type is given. Pages send Origin or Sec-Fetch-Site with it. */
  const isPlainCurl = type === FORM_TYPE && !isFromPage(request);
  if (isUtf8 && (type === "application/json" || type.endsWith("+json") || isPlainCurl)) return;
  throw unsupportedType(given, "JSON in UTF-8 as application/json");
}

function unsupportedType(given: string, wanted: string): Error {
  const message = `Content-Type: ${quotedExcerpt(given)} is not supported. Send ${wanted}.`;
  return codedFailure("unsupported_media_type", message, { field: "Content-Type" });
}

function isFromPage({ headers }: Request): boolean {
  return headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
}

/** Waits for room, unread; then reads to the end. A body whose length is not announced may turn out as long as it may be. */
function receive(request: Request, response: Response, options: BodyOptions): Promise<ReceivedBody> {
  const { bodies, source, visitor, limitBytes } = options;
  const announced = announcedBytes(request);
  if (announced !== undefined && announced > limitBytes) throw tooLarge(limitBytes);
  return new Promise((resolve, reject) => {
    const pieces = new Pieces(announced, limitBytes);
    let isReading = false;
    let isReleased = false;
    const bytes = announced ?? limitBytes;
    const body = bodies.begin({ source, visitor, bytes, onRoom: read, onGivenUp: fail });
    const deadline = startDeadline(BODY_DEADLINE_MS, () =>
      fail(isReading ? incomplete(`within ${BODY_DEADLINE_MS / 1000} s`) : body.noRoom()),
    );
    request.once("close", cut).once("error", cut);

    function read(): void {
      isReading = true;
      request.on("data", take).once("end", done);
      /** The client waits for this before it sends the body: RFC 9110 §10.1.1. */
      if (request.headers.expect !== undefined) response.writeContinue();
    }
    function take(piece: Buffer): void {
      try {
        pieces.add(piece);
      } catch (error) {
        fail(error);
      }
    }
    function done(): void {
      stop();
      body.arrived(pieces.lengthBytes);
      resolve({ bytes: pieces.take(), release });
    }
    function release(): void {
      if (isReleased) return;
      isReleased = true;
      body.release();
    }
    function cut(): void {
      fail(incomplete("whole"));
    }
    function fail(error: unknown): void {
      stop();
      pieces.drop();
      release();
      reject(error);
    }
    function stop(): void {
      deadline.clear();
      request.off("data", take).off("end", done).off("close", cut).off("error", cut);
    }
  });
}

/** Undefined where the length shows at the end only. */
function announcedBytes({ headers }: Request): number | undefined {
  return headers["transfer-encoding"] === undefined ? Number(headers["content-length"] ?? 0) : undefined;
}

/** What has arrived of a body: in its place at once, where its length is known. Nothing is kept before the first piece. */
class Pieces {
  readonly #announced: number | undefined;
  readonly #limitBytes: number;
  #whole: Buffer | undefined;
  readonly #pieces: Buffer[] = [];
  #count = 0;
  lengthBytes = 0;

  constructor(announced: number | undefined, limitBytes: number) {
    this.#announced = announced;
    this.#limitBytes = limitBytes;
  }

  /** `message_too_large`, `bad_message`. */
  add(piece: Buffer): void {
    const before = this.lengthBytes;
    this.lengthBytes += piece.length;
    if (this.lengthBytes > this.#limitBytes) throw tooLarge(this.#limitBytes);
    if (this.#announced === undefined) this.#pieces.push(piece);
    else {
      this.#whole ??= Buffer.allocUnsafe(this.#announced);
      piece.copy(this.#whole, before);
      noteDeadBuffers(piece.length);
    }
    this.#count += 1;
    if (this.#count > FREE_PIECES && this.lengthBytes / this.#count < MIN_PIECE_BYTES) throw inCrumbs();
  }

  /** All of it; nothing is kept here. */
  take(): Buffer {
    const whole = this.#whole ?? Buffer.concat(this.#pieces, this.lengthBytes);
    this.#whole = undefined;
    this.#forgetPieces();
    return whole;
  }

  /** What has come is not needed. */
  drop(): void {
    if (this.#whole !== undefined) freeMemory(this.#whole);
    this.#whole = undefined;
    this.#forgetPieces();
  }

  #forgetPieces(): void {
    if (this.#announced === undefined) noteDeadBuffers(this.lengthBytes);
    this.#pieces.length = 0;
  }
}

function tooLarge(limitBytes: number): Error {
  return codedFailure("message_too_large", `The body may hold at most ${limitBytes} bytes.`);
}

function incomplete(how: string): Error {
  return codedFailure("bad_message", `The body did not arrive ${how}.`);
}

function inCrumbs(): Error {
  return codedFailure(
    "bad_message",
    `The body comes in chunks of less than ${MIN_PIECE_BYTES} bytes. Send it whole.`,
  );
}
