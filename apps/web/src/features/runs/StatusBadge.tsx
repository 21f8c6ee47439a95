import { useTranslation } from "../../shared/translation-context.js";
import { Elapsed } from "../time/public.js";
import type { ProgramStatus } from "./program-status.js";
import { statusWords } from "./status-words.js";
import "./runs.css";

/** A program's state in words; while it waits in a call, for how long. */
export function StatusBadge({ status }: { status: ProgramStatus }) {
  const { t } = useTranslation();
  const words = statusWords(t, status);
  const hasFailed = status.kind === "ended" && status.status !== 0;
  return (
    <span className={`status-badge status-${status.kind} ${hasFailed ? "status-failed" : ""}`} title={words}>
      {words}
      {status.kind === "blocked" ? (
        <>
          <span aria-hidden="true"> · </span>
          <Elapsed sinceUs={status.sinceUs} />
        </>
      ) : null}
    </span>
  );
}
