import { useTranslation } from "../../shared/translation-context.js";
import { compareTexts, type DiffLine } from "./program-lines.js";

export interface ProgramDiffProps {
  /** What the comparison is called. */
  label: string;
  before: string;
  after: string;
}

const signs = { same: " ", removed: "−", added: "+", gap: " " } as const;

/** Two texts of a program, line by line: what goes and what comes. Loaded when it is looked at. */
export function ProgramDiff({ label, before, after }: ProgramDiffProps) {
  const { t } = useTranslation();
  const lines = compareTexts(before, after);
  if (lines === undefined) return <p className="dim">{t("history.tooDifferent")}</p>;
  if (lines.length === 0) return <p className="dim">{t("history.sameText")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
    <section className="program-diff" aria-label={label} tabIndex={0}>
      <pre>
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </pre>
    </section>
  );
}

function Line({ line: { kind, text } }: { line: DiffLine }) {
  const sign = (
    <span className="diff-sign" aria-hidden="true">
      {signs[kind]}
    </span>
  );
  if (kind === "added")
    return (
      <ins className="diff-line">
        {sign}
        {text}
        {"\n"}
      </ins>
    );
  if (kind === "removed")
    return (
      <del className="diff-line">
        {sign}
        {text}
        {"\n"}
      </del>
    );
  return (
    <span className={`diff-line diff-${kind}`}>
      {sign}
      {text}
      {"\n"}
    </span>
  );
}
