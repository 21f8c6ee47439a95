import { Eraser } from "lucide-react";
import { Fragment, Suspense, useRef, useState } from "react";
import { ChoiceButtons } from "../../shared/ChoiceButtons.js";
import { IconButton } from "../../shared/IconButton.js";
import { onDemand } from "../../shared/on-demand.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useFollowEnd } from "../../shared/use-follow-end.js";
import { useShown } from "../time/public.js";
import { CommandLine } from "./CommandLine.js";
import { processName, runId } from "./copies.js";
import { droppedBefore, type Output, type OutputSource } from "./output.js";
import { isActive, type Run, type RunState } from "./run.js";
import { useCopies, useRunner, useShownRun, useStartNote } from "./runner-context.js";
import { StartNoteText } from "./StartNoteText.js";
import "./runs.css";

const InputLine = onDemand(async () => (await import("./InputLine.js")).InputLine);
const LostNote = onDemand(async () => (await import("./LostNote.js")).LostNote);

interface OutputPaneProps {
  program: Program;
  onArguments(text: string): void;
}

/** What a program printed, and the line to answer it in. */
export function OutputPane({ program, onArguments }: OutputPaneProps) {
  const { t } = useTranslation();
  const { runs } = useRunner();
  const copies = useCopies(program.id);
  const [chosenCopy, setCopy] = useState(1);
  const copy = copies.includes(chosenCopy) ? chosenCopy : 1;
  const id = runId(program.id, copy);
  const run = useShownRun(id);
  const { output, state } = run;
  const note = useStartNote(program.id);
  const box = useRef<HTMLDivElement>(null);
  const hasNote = note !== undefined && !isActive(run);
  const isAsking = state.kind === "waitingInput";
  const { onScroll } = useFollowEnd(
    box,
    `${id} ${output.length} ${output.dropped} ${state.kind} ${run.hasCaughtStop}`,
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
            onClick={() => runs.clearOutput(id)}
          />
        )}
      </div>
      {copies.length < 2 ? null : (
        <ChoiceButtons
          label={t("runs.copies", { name: program.name })}
          choices={copies.map(String)}
          chosen={String(copy)}
          nameOf={(number) => number}
          onChoose={(number) => setCopy(Number(number))}
          className="output-copies"
          buttonClassName="filter-chip"
        />
      )}
      <div
        ref={box}
        className="output-scroll"
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        onScroll={onScroll}
      >
        <OutputText output={output} label={t("runs.output", { name: processName(program.name, copy) })} />
        {hasNote ? null : <OutputNote program={program} state={state} isEmpty={output.length === 0} />}
        {run.hasCaughtStop && isActive(run) ? <CaughtStop run={run} /> : null}
      </div>
      {hasNote ? <StartNoteText note={note} program={program} /> : null}
      {isAsking ? (
        <Suspense>
          <InputLine key={id} program={{ ...program, id, name: processName(program.name, copy) }} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** What a program printed. */
export function OutputText({ output, label }: { output: Output; label: string }) {
  const { t } = useTranslation();
  return (
    <div className="output-text" role="log" aria-label={label}>
      {output.pieces.map((piece, index) => {
        const dropped = droppedBefore(output.pieces, index);
        return (
          <Fragment key={piece.start}>
            {dropped === 0 ? null : (
              <p role="note" className="output-dropped">
                {t("runs.outputDropped", { count: dropped })}
              </p>
            )}
            <Printed source={piece.source} text={piece.text} />
          </Fragment>
        );
      })}
    </div>
  );
}

function Printed({ source, text }: { source: OutputSource; text: string }) {
  const { t } = useTranslation();
  if (source === "stdout") return <span>{text}</span>;
  if (source === "link") {
    return (
      <p role="note" className="output-link">
        {t("runs.opens")}{" "}
        <a href={text} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
        {isOfLab(text) ? ` ${t("runs.opensInLab")}` : null}
      </p>
    );
  }
  return (
    // Told apart by colour, and by name for a screen reader.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form.
    <span className={`output-${source}`} role="group" aria-label={t(`runs.sources.${source}`)}>
      {text}
    </span>
  );
}

/** Whether an address means a server in the lab, which the browser of the person does not reach. */
function isOfLab(url: string): boolean {
  return /^(?:localhost|lab|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/.test(new URL(url).hostname);
}

/** After Stop, and the program goes on: it has caught KeyboardInterrupt, or that has ended its main thread alone. */
function CaughtStop({ run }: { run: Run }) {
  const { t } = useTranslation();
  const waiting = useShown((view) => {
    const calls = run.pid === null ? [] : view.blockedCalls(run.pid);
    return calls.find(({ source }) => source?.thread !== undefined);
  });
  const isMainOver = run.failures.some(({ where, type }) => where === "main" && type === "KeyboardInterrupt");
  const values = { thread: waiting?.source?.thread ?? "", command: waiting?.command ?? "" };
  const main = waiting === undefined ? "threadsGoOn" : "threadGoesOn";
  return (
    <p className="output-note" role="status">
      {t(`runs.${isMainOver ? main : "caughtStop"}`, values)}
    </p>
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
    return (
      <Suspense>
        <LostNote end={state.end} />
      </Suspense>
    );
  }
  if (!isEmpty || state.kind === "waitingInput") return null;
  return (
    <p className="output-note">
      {state.kind === "ended" ? t("runs.outputEmptyDone") : t("runs.outputEmpty", { name: program.name })}
    </p>
  );
}
