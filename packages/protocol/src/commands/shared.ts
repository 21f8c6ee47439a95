import { z } from "zod";
import { limits } from "../limits.js";
import { Data } from "../values/data.js";

/** A file descriptor of the calling process, from 3 up. */
export const Fd = z.int().min(0).max(2_147_483_647);

/** recv(2)'s length. More than `limits.dataBytes` is allowed and gives at most that much. */
export const BufferSize = z.int().min(0).max(2_147_483_647);

/** For calls that return nothing. */
export const Nothing = z.strictObject({});

/** Seconds until a waiting call fails; null waits forever, 0 never waits. CPython `socket.settimeout`. */
export const Timeout = z.number().min(0).max(limits.timeoutSeconds).nullable();

/** Of a call that may wait. */
export const OwnTimeout = Timeout.optional().describe(
  "Seconds for this call, in place of the socket's own timeout: what is left of it where a call goes on after an interruption.",
);

/** A socket option by its POSIX name. Whether it is offered, `socketOption` says. */
export const OptionName = z.string().min(1).max(64);

/** A C int. */
export const OptionValue = z.int().min(-2_147_483_648).max(2_147_483_647);

/** An int, or the bytes of a C value. */
export const IntOrBytes = z.union([OptionValue, Data]);

/** Given where MSG_TRUNC was asked for and the datagram was longer than what fits: its whole length. */
export const RealLength = z.int().min(0).optional();

/** Given where a datagram was longer than what fits, and was taken: the bytes that are lost with it. */
export const LostBytes = z.int().min(1).optional();

export const exampleAddress = { host: "127.0.0.1", port: 8088 };
export const helloBytes = new TextEncoder().encode("hello");
