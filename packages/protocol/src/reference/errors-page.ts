import { errorCodes, KERNEL_ERROR_STATUS } from "../errors.js";
import { errnoMessage, errnoNames, errnoNumber } from "../values/errno.js";
import { code, GENERATED, table } from "./markdown.js";

/** docs/reference/errors.md: what the kernel says, what the caller did wrong, and bugs. */
export function errorsPage(): string {
  return [
    GENERATED,
    "# Errors",
    `An error has a \`kind\`. \`errno\` is what the kernel said, \`timeout\` that the socket's own timeout passed (HTTP ${KERNEL_ERROR_STATUS} for both). The others have a \`code\`:`,
    table(
      ["code", "kind", "HTTP", "may succeed later"],
      Object.entries(errorCodes).map(([name, { kind, status, retry }]) => {
        return [code(name), kind, String(status), retry ? "yes" : "no"];
      }),
    ),
    "## errno",
    "By name, with Linux's number: errno(3). `EAI_*` are getaddrinfo(3)'s.",
    table(
      ["name", "number", "message"],
      errnoNames.map((name) => [code(name), String(errnoNumber(name)), errnoMessage(name)]),
    ),
    "",
  ].join("\n\n");
}
