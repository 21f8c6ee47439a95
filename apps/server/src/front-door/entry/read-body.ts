import { codedFailure, decodeRequest, quotedExcerpt } from "@sockpit/protocol";
import type { Request, Response } from "express";
import { startDeadline } from "../deadline.js";
import { noteMessage } from "./collect-garbage.js";
import type { IncomingBodies } from "./incoming-bodies.js";

/** Bytes of a body that needs no token: `POST /api/labs` takes a few short fields. */
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
  limitBytes: number;
}

/**
 * Reads a body of JSON, bounded in bytes and time; no body at all is `{}`. Call it once the caller may send one.
 * `unsupported_media_type`, `message_too_large`, `bad_message`, `over_budget`.
 */
export async function readJsonBody(
  request: Request,
  response: Response,
  options: BodyOptions,
): Promise<object> {
  requireJson(request);
  const bytes = await receive(request, response, options);
  if (bytes.length === 0) return {};
  const value = decodeRequest(bytes, "json");
  if (typeof value !== "object" || value === null)
    throw codedFailure("bad_message", "The body is not a JSON object.");
  return value;
}

/** Reads what an HTML form sends. Rejects as `readJsonBody` does. */
export async function readFormBody(
  request: Request,
  response: Response,
  options: BodyOptions,
): Promise<URLSearchParams> {
  requireIdentity(request);
  const given = request.headers["content-type"] ?? "";
  if (!given.toLowerCase().startsWith(FORM_TYPE)) throw unsupportedType(given, `a form as ${FORM_TYPE}`);
  return new URLSearchParams((await receive(request, response, options)).toString());
}

function receive(request: Request, response: Response, options: BodyOptions): Promise<Buffer> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > options.limitBytes) throw tooLarge(options.limitBytes);
  /** The client waits for this before it sends the body: RFC 9110 §10.1.1. */
  if (request.headers.expect !== undefined) response.writeContinue();
  return readBytes(request, options);
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

function readBytes(request: Request, { bodies, source, limitBytes }: BodyOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const body = bodies.begin(source, fail);
    const deadline = startDeadline(BODY_DEADLINE_MS, () =>
      fail(incomplete(`within ${BODY_DEADLINE_MS / 1000} s`)),
    );
    request.on("data", take).once("end", done).once("close", cut).once("error", cut);

    function take(piece: Buffer): void {
      try {
        length += piece.length;
        if (length > limitBytes) throw tooLarge(limitBytes);
        body.add(piece.length);
        pieces.push(piece);
        if (pieces.length > FREE_PIECES && length / pieces.length < MIN_PIECE_BYTES) throw inCrumbs();
      } catch (error) {
        fail(error);
      }
    }
    function done(): void {
      stop();
      resolve(Buffer.concat(pieces, length));
    }
    function cut(): void {
      fail(incomplete("whole"));
    }
    function fail(error: unknown): void {
      stop();
      reject(error);
    }
    function stop(): void {
      deadline.clear();
      request.off("data", take).off("end", done).off("close", cut).off("error", cut);
      body.release();
      noteMessage(length);
    }
  });
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
