import type { ScenarioProblem } from "@sockpit/protocol/scenario";
import { useTranslation } from "../../../shared/translation-context.js";

interface MistakeListProps {
  text: string;
  problems: readonly ScenarioProblem[];
}

/** What is wrong with a scenario's text: where, the line itself, and what to write instead. */
export function MistakeList({ text, problems }: MistakeListProps) {
  const { t } = useTranslation();
  const lines = text.split("\n");
  return (
    <ul className="mistakes" aria-label={t("scenario.mistakes.list")}>
      {problems.map(({ line, column, message, hint }) => (
        <li key={`${line}:${column}:${message}`}>
          <p>
            <span className="mistake-place">
              {line}:{column}
            </span>{" "}
            {message}
          </p>
          <pre>
            <code>{lines[line - 1]}</code>
          </pre>
          {hint === undefined ? null : <p className="dim">{hint}</p>}
        </li>
      ))}
    </ul>
  );
}
