import { z } from "zod";

/** How much is logged: what is named and what is worse. */
export const LogLevel = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]);

/** `json`: an object a line. `text`: for reading. */
export const LogFormat = z.enum(["json", "text"]);

/** Environment variables, which lab hosts inherit. */
export const LOG_LEVEL_VARIABLE = "SOCKPIT_LOG_LEVEL";
export const LOG_FORMAT_VARIABLE = "SOCKPIT_LOG_FORMAT";
