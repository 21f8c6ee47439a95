import { z } from "zod";
import { limits } from "../limits.js";
import { Pid, SourceLine } from "./lab.js";

/** Functions of `socket` that look a name up, or an address's name. */
export const LookupFunction = z
  .enum(["getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo"])
  .describe("The function that looked it up: getaddrinfo(3), gethostbyname(3), getnameinfo(3).");
export type LookupFunction = z.infer<typeof LookupFunction>;

const Text = z.string().max(limits.lookupTextLength);

/** Why a name has no answer. The old functions have numbers of their own, beside those of getaddrinfo(3). */
export const LookupError = z
  .strictObject({
    name: z
      .enum([
        "EAI_BADFLAGS",
        "EAI_NONAME",
        "EAI_FAMILY",
        "EAI_SOCKTYPE",
        "EAI_SERVICE",
        "EAI_ADDRFAMILY",
        "HOST_NOT_FOUND",
      ])
      .describe("By name: `EAI_*` are getaddrinfo(3)'s, `HOST_NOT_FOUND` is of gethostbyaddr(3)."),
    number: z.int().describe("The number that it has there."),
    message: Text.describe("The error in words."),
  })
  .describe("Why a look-up failed.");
export type LookupError = z.infer<typeof LookupError>;

/** What a program reports of a look-up. */
export const LookupFields = {
  pid: Pid,
  function: LookupFunction,
  name: Text.describe("The name that was looked up; of `gethostbyaddr` and `getnameinfo`, the address."),
  service: Text.optional().describe(
    "The service or the port as the program gave it; absent where it gave none.",
  ),
  answers: z
    .array(z.string().max(limits.lookupAnswerLength))
    .max(limits.lookupAnswers)
    .optional()
    .describe("The addresses of the name, or the name of the address; or `error`."),
  error: LookupError.optional(),
  source: SourceLine.optional(),
};
