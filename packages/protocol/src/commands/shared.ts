import { z } from "zod";
import { limits } from "../limits.js";
import { Data } from "../values/data.js";

export const Fd = z
  .int()
  .min(0)
  .max(2_147_483_647)
  .describe("A file descriptor of the calling process, from 3 up.");

/** recv(2)'s length. */
export const BufferSize = z
  .int()
  .min(0)
  .max(2_147_483_647)
  .describe(`Most bytes to receive. A call gives at most ${limits.dataBytes}, also where more is asked for.`);

/** For calls that return nothing. */
export const Nothing = z.strictObject({});

/** CPython `socket.settimeout`. */
export const Timeout = z
  .number()
  .min(0)
  .max(limits.timeoutSeconds)
  .nullable()
  .describe("Seconds until a waiting call fails with `timeout`; null waits forever, 0 never waits.");

/** Of `poll` and `epoll_wait`, which return when the time has passed. */
export const WaitTime = z
  .number()
  .min(0)
  .max(limits.timeoutSeconds)
  .nullable()
  .default(null)
  .describe(
    "Seconds to wait, 0 not at all, null forever. When they have passed, the call returns with nothing.",
  );

/** Of a call that may wait. */
export const OwnTimeout = Timeout.optional().describe(
  "Seconds for this call, in place of the socket's own timeout: what is left of it where a call goes on after an interruption.",
);

/** Whether it is offered, `socketOption` says. */
export const OptionName = z
  .string()
  .min(1)
  .max(64)
  .describe("A socket option by its POSIX name, from the list of socket options.");

/** protocols(5). */
export const SocketProtocol = z
  .int()
  .min(0)
  .max(255)
  .default(0)
  .describe("The protocol's number; 0 for the family's own of this type.");

export const OptionValue = z.int().min(-2_147_483_648).max(2_147_483_647).describe("A C int.");

export const IntOrBytes = z
  .union([OptionValue, Data])
  .describe("An int, or the bytes of a C value: where it is a struct, or was cut.");

/** What was received. */
export const ReceivedData = Data.describe("The bytes that were received.");

export const RealLength = z
  .int()
  .min(0)
  .optional()
  .describe("Bytes of the whole datagram, where MSG_TRUNC was asked for and it was longer than what fits.");

export const LostBytes = z
  .int()
  .min(1)
  .optional()
  .describe(
    "Bytes of a datagram that did not fit and are lost, where it was longer than what was asked for.",
  );

export const DataToSend = Data.describe(`The bytes to send. A call takes at most ${limits.dataBytes}.`);

export const SentBytes = z.int().min(0).describe("Bytes that the kernel took: maybe fewer than were given.");

export const exampleAddress = { host: "127.0.0.1", port: 8088 };
export const helloBytes = new TextEncoder().encode("hello");
