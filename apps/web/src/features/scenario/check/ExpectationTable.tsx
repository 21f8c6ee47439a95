import { formatExpectation, type Scenario } from "@sockpit/protocol/scenario";
import { Check, CircleDashed, Minus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "../../../shared/translation-context.js";
import { useModel } from "../../../shared/use-model.js";
import { textIn } from "../gallery/find-entries.js";
import type { CheckModel } from "./check-model.js";
import { type CheckRun, shownRun, verdictOf, waitingRun } from "./check-run.js";
import { conditionName } from "./condition-name.js";
import { ExpectationFailure, MomentButton, ProgramFailure } from "./Failures.js";

interface ExpectationTableProps {
  scenario: Scenario;
  check: CheckModel;
  /** The scenario's file, for where a line stands. */
  file: string;
}

/** Each expectation with what came of it under each condition: red and green as it is decided. What failed is explained below it. */
export function ExpectationTable({ scenario, check, file }: ExpectationTableProps) {
  const { t } = useTranslation();
  const state = useModel(check.store, (now) => now);
  const conditions = scenario.conditions.length === 0 ? [{ effects: [] }] : scenario.conditions;
  const runs = (state.kind === "idle" ? conditions.map(waitingRun) : state.runs).map(shownRun);
  const hasPoints = conditions.some(({ points }) => points !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    <section className="expectations" tabIndex={0} aria-label={t("scenario.expectations")}>
      <table className="expectation-table">
        <thead>
          <tr>
            <th scope="col">{t("scenario.expectation")}</th>
            {runs.map((run, at) => (
              <ConditionHead key={at} run={run} />
            ))}
          </tr>
        </thead>
        <tbody>
          {scenario.expect.map((expectation, index) => (
            <ExpectationRows
              key={index}
              text={formatExpectation(expectation)}
              place={`${file}:${expectation.line ?? ""}`}
              index={index}
              runs={runs}
            />
          ))}
          <ProgramRows runs={runs} />
        </tbody>
        {hasPoints ? (
          <tfoot>
            <tr>
              <th scope="row">{t("scenario.pointsRow")}</th>
              {runs.map((run, at) => (
                <td key={at}>{pointsText(run)}</td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
      {scenario.expect.length === 0 ? <p className="dim">{t("scenario.noExpectations")}</p> : null}
      <RunNotes runs={runs} />
    </section>
  );
}

function pointsText({ condition: { points }, state }: CheckRun): string {
  if (points === undefined) return "";
  if (state === "waiting" || state === "running") return String(points);
  return `${state === "passed" ? points : 0}/${points}`;
}

function ConditionHead({ run }: { run: CheckRun }) {
  const { t } = useTranslation();
  return (
    <th scope="col" className="condition-head" data-state={run.state}>
      <span className="condition-name">
        {run.condition.isHidden ? t("scenario.hidden") : conditionName(run.condition)}
      </span>
      <span className="condition-state">{t(`scenario.states.${run.state}`)}</span>
      <MomentButton run={run} seq={undefined} />
    </th>
  );
}

interface ExpectationRowsProps {
  text: string;
  place: string;
  index: number;
  runs: readonly CheckRun[];
}

function ExpectationRows({ text, place, index, runs }: ExpectationRowsProps) {
  const { t } = useTranslation();
  const failed = runs.filter(({ expectations }) => expectations[index]?.isMet === false);
  return (
    <>
      <tr data-verdict={verdictOf(runs, index)}>
        <th scope="row">
          <code>{text.replace(/ {2,}/g, " ")}</code>
        </th>
        {runs.map((run, at) => {
          const result = run.expectations[index];
          const kind =
            result === undefined
              ? run.state === "skipped"
                ? "skipped"
                : "open"
              : result.isMet
                ? "met"
                : "failed";
          return (
            <td key={at} data-mark={kind}>
              <Mark kind={kind} isRunning={run.state === "running"} name={t(`scenario.verdicts.${kind}`)} />
            </td>
          );
        })}
      </tr>
      {failed.map((run) => {
        const result = run.expectations[index];
        return result === undefined ? null : (
          <tr key={conditionName(run.condition)} className="failure-row">
            <td colSpan={runs.length + 1}>
              <ExpectationFailure result={result} run={run} place={place} isNamed={runs.length > 1} />
            </td>
          </tr>
        );
      })}
    </>
  );
}

/** Programs that ended in a way that no expectation is about. */
function ProgramRows({ runs }: { runs: readonly CheckRun[] }) {
  return runs.flatMap((run, at) =>
    run.programs
      .filter(({ isUnexpectedEnd }) => isUnexpectedEnd)
      .map((program) => (
        <tr key={`${at} ${program.name}`} className="failure-row" data-verdict="failed">
          <td colSpan={runs.length + 1}>
            <ProgramFailure program={program} run={run} isNamed={runs.length > 1} />
          </td>
        </tr>
      )),
  );
}

const icons = { met: Check, failed: X, open: CircleDashed, skipped: Minus };

function Mark({
  kind,
  isRunning,
  name,
}: {
  kind: keyof typeof icons;
  isRunning: boolean;
  name: string;
}): ReactNode {
  const Icon = icons[kind];
  return (
    <span
      className="verdict"
      data-running={isRunning && kind === "open" ? "" : undefined}
      role="img"
      aria-label={name}
    >
      <Icon size={15} aria-hidden="true" />
    </span>
  );
}

/** Conditions that were not made here, each with the reason; and what failed ones say of their causes. */
function RunNotes({ runs }: { runs: readonly CheckRun[] }) {
  const { t, language } = useTranslation();
  const notes = runs.flatMap(({ condition, reason, hint, state }) => {
    const name = condition.isHidden ? t("scenario.hidden") : conditionName(condition);
    const why =
      reason === undefined
        ? []
        : [[state === "skipped" ? "skippedBecause" : "failedBecause", reason] as const];
    const cause = hint === undefined ? [] : [["failedBecause", textIn(language, hint)] as const];
    return [...why, ...cause].map(([key, text]) => t(`scenario.${key}`, { name, reason: text }));
  });
  return notes.length === 0 ? null : (
    <ul className="run-notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
