import { Lightbulb, X } from "lucide-react";
import { useMemo, useState } from "react";
import { useSelection } from "../../record/record-context.js";
import { IconButton } from "../../shared/IconButton.js";
import type { Program } from "../../shared/program.js";
import { withTexts } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useFiles } from "../files/public.js";
import { useLab } from "../lab/public.js";
import { useRunner } from "../runs/public.js";
import { Countdown } from "./Countdown.js";
import type { Hint, HintAction } from "./hint.js";
import { hintTextStrings } from "./hint-texts.js";
import { useEdits } from "./hints-context.js";
import "./hints.css";

/** What a program's end, or its waiting, means, and what to do: in a place of its own between its text and its output. */
export function HintCard({ hint, program }: { hint: Hint; program: Program }) {
  const page = useTranslation();
  const { t } = page;
  const texts = useMemo(() => withTexts(page, "hintTexts.", hintTextStrings[page.language]), [page]);
  const selection = useSelection();
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (dismissed === hint.key) return null;
  const { line, part, untilUs } = hint;
  return (
    <section className="hint-card quiet-buttons" aria-label={t("hints.label")}>
      <Lightbulb className="hint-icon" size={15} aria-hidden="true" />
      <div className="hint-text">
        <p>
          {part === undefined ? null : <>{t(`hints.part.${part.where}`, part)} </>}
          {texts.t(`hintTexts.${hint.id}`, hint.values)}
          {untilUs === undefined ? null : <Countdown untilUs={untilUs} />}
          {line === undefined ? null : (
            <>
              {" "}
              <button
                type="button"
                className="hint-line"
                onClick={() => selection.revealLine(program.id, line)}
              >
                {t("hints.goToLine", { line })}
              </button>
            </>
          )}
        </p>
        <div className="hint-actions">
          {hint.actions.map((action) => (
            <ActionButton key={keyOf(action)} action={action} program={program} />
          ))}
        </div>
      </div>
      <IconButton
        label={t("hints.dismiss")}
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => setDismissed(hint.key)}
      />
    </section>
  );
}

function keyOf(action: HintAction): string {
  return action.kind === "edit" ? action.edit : action.kind;
}

function ActionButton({ action, program }: { action: HintAction; program: Program }) {
  const { t } = useTranslation();
  const act = useAction(program);
  return (
    <button type="button" className="button button-small" onClick={() => act(action)}>
      {labelOf(action, t)}
    </button>
  );
}

function labelOf(action: HintAction, t: ReturnType<typeof useTranslation>["t"]): string {
  switch (action.kind) {
    case "stop":
      return t("hints.stop", { name: action.name });
    case "addWheel":
      return t("hints.addWheel", { name: action.name });
    case "edit":
      return t(`hints.edits.${action.edit}`);
    case "split":
      return t("hints.split", { names: action.parts.map(({ name }) => name).join(" + ") });
    default:
      return t(`hints.${action.kind}`);
  }
}

/** What a hint's button does. */
function useAction(program: Program): (action: HintAction) => void {
  const selection = useSelection();
  const runner = useRunner();
  const edits = useEdits();
  const { wheels } = useFiles();
  const { freshNetwork } = useLab();
  return (action) => {
    switch (action.kind) {
      case "why":
        selection.choose({ kind: "packet", packet: action.packet });
        break;
      case "resetAndRun":
        void runner.runAgain(program.id, freshNetwork);
        break;
      case "runAgain":
        void runner.runAgain(program.id);
        break;
      case "stop": {
        const holder = runner.programOfPid(action.pid);
        if (holder !== undefined) runner.stop(holder);
        break;
      }
      case "addWheel":
        void wheels.add(action.wheel).then((isAdded) => (isAdded ? runner.runAgain(program.id) : undefined));
        break;
      case "edit":
        edits.edit(action.of ?? program, action.edit, action.source);
        break;
      case "split":
        edits.split(program, action.parts);
        break;
    }
  };
}
