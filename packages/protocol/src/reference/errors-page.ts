import { errorCodes } from "../error-table.js";
import { errnoFailure, KERNEL_ERROR_STATUS } from "../errors.js";
import { PROBLEM_TYPE, problemOf } from "../problem.js";
import { errnoMessage, errnoNames, errnoNumber } from "../values/errno.js";
import { code, GENERATED, jsonBlock, table } from "./markdown.js";

const timeout = {
  kind: "timeout",
  status: KERNEL_ERROR_STATUS,
  retryAfterSeconds: 0,
  meaning: "The socket's own timeout passed, or the call's.",
  action: "Call again, or set a longer timeout.",
} as const;

/** docs/reference/errors.md: what the kernel says, what the caller did wrong, and bugs. */
export function errorsPage(): string {
  return [
    GENERATED,
    "# Errors",
    `An error has a \`kind\`. \`errno\` is what the kernel said, \`timeout\` that the socket's own timeout passed (HTTP ${KERNEL_ERROR_STATUS} for both). The others have a \`code\`:`,
    table(
      ["code", "kind", "HTTP", "try again", "means", "what to do"],
      Object.entries({ ...errorCodes, timeout }).map(
        ([name, { kind, status, retryAfterSeconds, meaning, action }]) => {
          return [code(name), kind, String(status), retryText(retryAfterSeconds), meaning, action];
        },
      ),
    ),
    `Over REST an error is a problem of RFC 9457, as ${code(PROBLEM_TYPE)}: ${code("type")} leads to this page, and ${code("id")} and ${code("error")} are extensions:`,
    jsonBlock(
      problemOf(errnoFailure("connect", "ECONNREFUSED").error, "3f2c6d1e-6f0b-4c67-9f3a-5f2f0c1d7a11"),
    ),
    "`server_unreachable` and `connection_lost` are never sent: a client finds them. `try again` is what the header `Retry-After` says.",
    "## errno",
    "By name, with Linux's number: errno(3). `EAI_*` are getaddrinfo(3)'s.",
    table(
      ["name", "number", "message"],
      errnoNames.map((name) => [code(name), String(errnoNumber(name)), errnoMessage(name)]),
    ),
    "",
  ].join("\n\n");
}

function retryText(afterSeconds: number | null): string {
  if (afterSeconds === null) return "no";
  return afterSeconds === 0 ? "at once" : `after ${afterSeconds} s`;
}
