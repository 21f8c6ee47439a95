import type { ExpectationResult, ProgramResult } from "@sockpit/scenario";
import { useTranslation } from "../../../shared/translation-context.js";
import { textIn } from "../gallery/find-entries.js";
import { useOpenMoment } from "../open-moment-context.js";
import type { CheckRun } from "./check-run.js";
import { conditionName } from "./condition-name.js";

interface ExpectationFailureProps {
  result: ExpectationResult;
  run: CheckRun;
  /** File and line. */
  place: string;
  /** Whether the condition has to be named: there are several. */
  isNamed: boolean;
}

/** What was expected, beside what there was instead. */
export function ExpectationFailure({ result, run, place, isNamed }: ExpectationFailureProps) {
  const { t, language } = useTranslation();
  return (
    <div className="failure">
      <p className="failure-place">
        {place}
        {isNamed ? ` · ${conditionName(run.condition)}` : ""}
      </p>
      <dl>
        <dt>{t("scenario.expected")}</dt>
        <dd>
          <code>{result.text.replace(/ {2,}/g, " ")}</code>
        </dd>
        <dt>{t("scenario.actual")}</dt>
        <dd>
          <code>{result.actual}</code>
        </dd>
      </dl>
      {result.hint === undefined ? null : <p>{textIn(language, result.hint)}</p>}
      {result.seq === undefined ? null : <MomentButton run={run} seq={result.seq} />}
    </div>
  );
}

/** Lines of standard error that are shown: the last, where a traceback says what it is. */
const SHOWN_LINES = 8;

export function ProgramFailure({
  program,
  run,
  isNamed,
}: {
  program: ProgramResult;
  run: CheckRun;
  isNamed: boolean;
}) {
  const { t } = useTranslation();
  const { name, status, stderr, failure } = program;
  const ending =
    status === undefined ? t("scenario.notStarted", { name }) : t("scenario.endedWith", { name, status });
  return (
    <div className="failure">
      <p className="failure-place">
        {failure === undefined ? name : `${name}:${failure.line}`}
        {isNamed ? ` · ${conditionName(run.condition)}` : ""}
      </p>
      <p>{ending}</p>
      {failure?.expected === undefined ? (
        <pre>{stderr.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n") || failure?.message}</pre>
      ) : (
        <dl>
          <dt>{t("scenario.expected")}</dt>
          <dd>
            <code>{failure.expected}</code>
          </dd>
          <dt>{t("scenario.actual")}</dt>
          <dd>
            <code>{failure.actual}</code>
          </dd>
        </dl>
      )}
    </div>
  );
}

/** Leads to the moment of the run in the line of time; without one, to the run's end. */
export function MomentButton({ run, seq }: { run: CheckRun; seq: number | undefined }) {
  const { t } = useTranslation();
  const open = useOpenMoment();
  const { record } = run;
  if (record === undefined) return null;
  return (
    <button type="button" className="button button-small" onClick={() => open(record, seq)}>
      {t(seq === undefined ? "scenario.showRun" : "scenario.showMoment")}
    </button>
  );
}
