import pino from "pino";
import { LOG_FORMAT_VARIABLE, LOG_LEVEL_VARIABLE, LogFormat, LogLevel } from "./log-settings.js";
import { readableLine } from "./readable-line.js";

/** Bytes of lines that wait because nobody reads stderr; what comes then is dropped, rather than kept or waited for. */
const MAX_WAITING_BYTES = 1024 * 1024;

const destination = pino.destination({ fd: 2, sync: false, maxLength: MAX_WAITING_BYTES });
/** A reader that has gone is no reason to end. */
destination.on("error", () => undefined);
process.on("exit", () => {
  try {
    destination.flushSync();
  } catch {
    // Nobody is left to read it.
  }
});

const format = LogFormat.catch(process.stderr.isTTY ? "text" : "json").parse(
  process.env[LOG_FORMAT_VARIABLE],
);
/** For lab hosts, whose stderr is a pipe. */
process.env[LOG_FORMAT_VARIABLE] = format;

/**
 * What happens on the server, a line each on stderr. Lines name labs, requests, codes and durations, never payloads,
 * tokens or visitors' addresses.
 */
export const log = pino(
  {
    level: LogLevel.catch("info").parse(process.env[LOG_LEVEL_VARIABLE]),
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  },
  format === "json" ? destination : { write: (line: string) => destination.write(readableLine(line)) },
);
