import type { Translate } from "../../shared/translation.js";
import type { ProgramStatus } from "./program-status.js";

/** A program's state in words, without how long it has lasted. */
export function statusWords(t: Translate, status: ProgramStatus): string {
  switch (status.kind) {
    case "blocked":
      return t("status.blocked", { command: status.command });
    case "standing":
      return t("status.standing", { line: status.line });
    case "ended":
    case "killed":
      return t(`status.${status.kind}`, { status: status.status });
    default:
      return t(`status.${status.kind}`);
  }
}
