import type { Request, Response } from "express";
import { noteDeadBuffers } from "../../between/dead-buffers.js";

/**
 * How long, and for how many bytes, the rest of a refused request is still taken in and thrown away. A connection that is
 * closed with unread bytes is reset, which can destroy the answer before the client has read it: RFC 9112 §9.6.
 */
const LINGER_MS = 1000;
const LINGER_BYTES = 8 * 1024 * 1024;

/** Whether some of the request's body has not arrived yet. */
export function hasUnreadBody(request: Request): boolean {
  const { "content-length": length, "transfer-encoding": coding } = request.headers;
  return !request.complete && (coding !== undefined || (length !== undefined && length !== "0"));
}

/** Sends an answer before the request has arrived, and closes the connection. */
export function answerUnread(request: Request, response: Response, body: string): void {
  response.setHeader("connection", "close");
  response.setHeader("content-length", Buffer.byteLength(body));
  response.write(body);
  let left = LINGER_BYTES;
  const timer = setTimeout(end, LINGER_MS);
  request.on("data", discard).once("end", end).once("close", end).once("error", end);

  function discard({ length }: Buffer): void {
    left -= length;
    noteDeadBuffers(length);
    if (left < 0) end();
  }
  function end(): void {
    clearTimeout(timer);
    request.off("data", discard);
    response.end();
    request.socket.destroySoon();
  }
}
