import type { PausePlace, StepMode } from "@sockpit/python";
import { ArrowDownToLine, ArrowRightToLine, ArrowUpFromLine, Play, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../shared/IconButton.js";
import { keys } from "../../shared/keys.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useRunner } from "./runner-context.js";
import "./step-bar.css";

interface Choice {
  mode: StepMode;
  icon: ReactNode;
  keys?: string;
}

const choices: readonly Choice[] = [
  { mode: "continue", icon: <Play size={13} fill="currentColor" aria-hidden="true" />, keys: keys.resume },
  { mode: "over", icon: <ArrowDownToLine size={14} aria-hidden="true" />, keys: keys.stepOver },
  { mode: "into", icon: <ArrowRightToLine size={14} aria-hidden="true" />, keys: keys.stepInto },
  { mode: "out", icon: <ArrowUpFromLine size={14} aria-hidden="true" /> },
  { mode: "call", icon: <Unplug size={14} aria-hidden="true" />, keys: keys.stepToCall },
];

/** Where a program is paused, how it can go on, and the variables that it has there. */
export function StepBar({ program, place }: { program: Program; place: PausePlace }) {
  const { t } = useTranslation();
  const { runs } = useRunner();
  return (
    <section className="step-bar" aria-label={t("stepping.label", { name: program.name })}>
      <div className="step-row">
        <p className="step-place" role="status">
          <StopText place={place} program={program.name} />
        </p>
        <span className="spacer" />
        {choices.map(({ mode, icon, keys: shortcut }) => (
          <IconButton
            key={mode}
            label={t(`stepping.modes.${mode}`)}
            icon={icon}
            keys={shortcut}
            onClick={() => runs.resume(program.id, mode)}
          />
        ))}
      </div>
      <Frames place={place} />
      <Variables place={place} />
    </section>
  );
}

function StopText({ place, program }: { place: PausePlace; program: string }) {
  const { command, file, line, reason, thread } = place;
  const { t } = useTranslation();
  const where =
    reason === "call" && command !== null
      ? t("stepping.beforeCall", { command, line })
      : t("stepping.beforeLine", { line });
  return (
    <>
      {where}
      {thread === null ? null : <span className="dim"> · {t("stepping.thread", { thread })}</span>}
      <span className={file === program ? "visually-hidden" : "dim"}> · {file}</span>
    </>
  );
}

/** The functions under way; one alone is the module itself and says nothing. */
function Frames({ place: { frames } }: { place: PausePlace }) {
  const { t } = useTranslation();
  if (frames.length < 2) return null;
  return (
    <ol className="step-frames" aria-label={t("stepping.frames")}>
      {frames.map((frame, depth) => (
        <li key={depth}>
          <code>{frame.function}</code>
          <span className="dim">
            {" "}
            {frame.file}:{frame.line}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Variables({ place: { variables } }: { place: PausePlace }) {
  const { t } = useTranslation();
  if (variables.length === 0) return <p className="dim step-empty">{t("stepping.noVariables")}</p>;
  return (
    // A region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <div className="step-variables" tabIndex={0}>
      <table aria-label={t("stepping.variables")}>
        <tbody>
          {variables.map(({ name, type, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="variable-value">{value}</td>
              <td className="dim">{type}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
