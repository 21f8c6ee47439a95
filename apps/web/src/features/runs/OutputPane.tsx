import { Eraser } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "../../shared/IconButton.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useFollowEnd } from "../../shared/use-follow-end.js";
import { CommandLine } from "./CommandLine.js";
import { InputLine } from "./InputLine.js";
import type { Output } from "./output.js";
import { isActive, type RunState } from "./run.js";
import { useRunner, useShownRun } from "./runner-context.js";
import "./runs.css";

interface OutputPaneProps {
  program: Program;
  onArguments(text: string): void;
}

/** What a program printed, and the line to answer it in. */
export function OutputPane({ program, onArguments }: OutputPaneProps) {
  const { t } = useTranslation();
  const { runs } = useRunner();
  const run = useShownRun(program.id);
  const { output, state } = run;
  const box = useRef<HTMLDivElement>(null);
  const isAsking = state.kind === "waitingInput";
  const { onScroll } = useFollowEnd(
    box,
    `${output.length} ${output.dropped} ${state.kind} ${run.hasCaughtStop}`,
  );

  return (
    <div className="output">
      <div className="output-head">
        <CommandLine program={program} onChange={onArguments} />
        {output.length === 0 ? null : (
          <IconButton
            className="button-quiet output-clear"
            label={t("runs.clear")}
            icon={<Eraser size={14} aria-hidden="true" />}
            onClick={() => runs.clearOutput(program.id)}
          />
        )}
      </div>
      <div
        ref={box}
        className="output-scroll"
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        onScroll={onScroll}
      >
        <OutputText output={output} label={t("runs.output", { name: program.name })} />
        <OutputNote program={program} state={state} isEmpty={output.length === 0} />
        {run.hasCaughtStop && isActive(run) ? (
          <p className="output-note" role="status">
            {t("runs.caughtStop")}
          </p>
        ) : null}
      </div>
      {isAsking ? <InputLine program={program} /> : null}
    </div>
  );
}

/** What a program printed. */
export function OutputText({ output, label }: { output: Output; label: string }) {
  const { t } = useTranslation();
  return (
    <div className="output-text" role="log" aria-label={label}>
      {output.dropped > 0 ? (
        <p role="note" className="output-dropped">
          {t("runs.outputDropped")}
        </p>
      ) : null}
      {output.pieces.map(({ id, source, text }) =>
        source === "stdout" ? (
          <span key={id}>{text}</span>
        ) : (
          // Told apart by colour, and by name for a screen reader.
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form.
          <span key={id} className={`output-${source}`} role="group" aria-label={t(`runs.sources.${source}`)}>
            {text}
          </span>
        ),
      )}
    </div>
  );
}

interface OutputNoteProps {
  program: Program;
  state: RunState;
  isEmpty: boolean;
}

/** What the page itself has to say: why a program was cut off, or where its output will be. */
function OutputNote({ program, state, isEmpty }: OutputNoteProps) {
  const { t } = useTranslation();
  if (state.kind === "ended" && state.end.reason === "lost") {
    return <p className="output-note output-note-lost">{state.end.message ?? t("runs.lost")}</p>;
  }
  if (!isEmpty || state.kind === "waitingInput") return null;
  return (
    <p className="output-note">
      {state.kind === "ended" ? t("runs.outputEmptyDone") : t("runs.outputEmpty", { name: program.name })}
    </p>
  );
}
