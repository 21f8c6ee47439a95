import { Eraser } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Program } from "../models/programs/program.js";
import { useApp, useRun } from "./app-context.js";
import { IconButton } from "./IconButton.js";
import { InputLine } from "./InputLine.js";

/** What a program printed, and the line to answer it in. */
export function OutputPane({ program }: { program: Program }) {
  const { t } = useTranslation();
  const app = useApp();
  const { output, state } = useRun(program.id);
  const isEmpty = output.pieces.length === 0;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);

  // Follows the end, unless the person has scrolled up to read.
  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [output, state.kind]);

  return (
    <div className="output">
      <div
        ref={box}
        className="output-text"
        role="log"
        aria-label={t("program.output", { name: program.name })}
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 8;
        }}
      >
        {output.dropped > 0 ? <p className="output-dropped">{t("program.outputDropped")}</p> : null}
        {output.pieces.map(({ id, source, text }) => (
          <span key={id} className={`output-${source}`}>
            {text}
          </span>
        ))}
      </div>
      {isEmpty && state.kind !== "waitingInput" ? (
        <p className="output-empty">
          {state.kind === "ended"
            ? t("program.outputEmptyDone")
            : t("program.outputEmpty", { name: program.name })}
        </p>
      ) : null}
      {isEmpty ? null : (
        <IconButton
          className="output-clear"
          label={t("program.clear")}
          icon={<Eraser size={14} aria-hidden="true" />}
          onClick={() => app.runs.clearOutput(program.id)}
        />
      )}
      {state.kind === "waitingInput" ? <InputLine program={program} prompt={state.prompt} /> : null}
    </div>
  );
}
