import { Suspense, useEffect, useState } from "react";
import { DialogClose } from "../../shared/DialogClose.js";
import { onDemand } from "../../shared/on-demand.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLanguage } from "../../shared/use-language.js";
import { usePrograms } from "../programs/public.js";
import { changedNames, type ProjectState } from "./project-state.js";
import { useProjects } from "./projects-context.js";
import "./history.css";

export const ProgramDiff = onDemand(async () => (await import("./ProgramDiff.js")).ProgramDiff);

/** The states that the project was in, what going back to one changes, and the way there. */
export function HistoryDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { history } = useProjects();
  const [states, setStates] = useState<readonly ProjectState[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => void history.states().then(setStates), [history]);
  const state = states?.find(({ id }) => id === chosen) ?? states?.[0];
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog dialog-history" aria-describedby="history-about">
        <Dialog.Title>{t("history.title")}</Dialog.Title>
        <p id="history-about" className="dim">
          {t("history.about")}
        </p>
        {states === null ? null : state === undefined ? (
          <p>{t("history.empty")}</p>
        ) : (
          <div className="history-body">
            <StateList states={states} chosen={state.id} onChoose={setChosen} />
            <StateView
              key={state.id}
              state={state}
              onRestore={() => {
                onClose();
                void history.restore(state);
              }}
            />
          </div>
        )}
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

interface StateListProps {
  states: readonly ProjectState[];
  chosen: string;
  onChoose(id: string): void;
}

function StateList({ states, chosen, onChoose }: StateListProps) {
  const { t } = useTranslation();
  const when = useWhen();
  return (
    <ul className="state-list" aria-label={t("history.title")}>
      {states.map((state, index) => {
        const names = changedNames(states[index + 1]?.programs ?? [], state.programs);
        return (
          <li key={state.id}>
            <button
              type="button"
              className="state-choice"
              aria-pressed={state.id === chosen}
              onClick={() => onChoose(state.id)}
            >
              <span className="state-when">{when(state.atMs)}</span>
              <span className="dim">{t(`history.reasons.${state.reason}`)}</span>
              <span className="state-names">{names.join(", ")}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function StateView({ state, onRestore }: { state: ProjectState; onRestore(): void }) {
  const { t } = useTranslation();
  const when = useWhen();
  const now = usePrograms();
  const changes = changesTo(now, state.programs);
  return (
    <section className="state-view" aria-label={when(state.atMs)}>
      <div className="state-changes">
        {changes.length === 0 ? <p>{t("history.same")}</p> : <p className="dim">{t("history.legend")}</p>}
        <Suspense fallback={<p className="dim">…</p>}>
          {changes.map(({ id, kind, name, before, after }) => (
            <div key={id} className="state-change">
              <h3>
                {name} <span className="dim">{t(`history.changes.${kind}`)}</span>
              </h3>
              <ProgramDiff label={name} before={before} after={after} />
            </div>
          ))}
        </Suspense>
      </div>
      <button
        type="button"
        className="button button-primary"
        disabled={changes.length === 0}
        onClick={onRestore}
      >
        {t("history.restore")}
      </button>
    </section>
  );
}

interface Change {
  id: string;
  kind: "comesBack" | "goes" | "changes";
  name: string;
  before: string;
  after: string;
}

/** What each program becomes when these take the place of those that are there. */
function changesTo(now: readonly Program[], then: readonly Program[]): readonly Change[] {
  const changed = then.flatMap(({ id, name, source, arguments: line = "" }): Change[] => {
    const other = now.find((program) => program.id === id);
    if (other === undefined) return [{ id, kind: "comesBack", name, before: "", after: source }];
    const isSame = other.name === name && other.source === source && (other.arguments ?? "") === line;
    const names = other.name === name ? name : `${other.name} → ${name}`;
    return isSame ? [] : [{ id, kind: "changes", name: names, before: other.source, after: source }];
  });
  const gone = now.filter(({ id }) => !then.some((program) => program.id === id));
  const going = gone.map(
    ({ id, name, source }): Change => ({ id, kind: "goes", name, before: source, after: "" }),
  );
  return [...changed, ...going];
}

/** A moment as the person's language writes it: of today the time alone. */
function useWhen(): (atMs: number) => string {
  const language = useLanguage();
  return (atMs) => {
    const date = new Date(atMs);
    const isToday = date.toDateString() === new Date().toDateString();
    return date.toLocaleString(language, {
      timeStyle: "medium",
      hourCycle: "h23",
      ...(isToday ? {} : { dateStyle: "medium" }),
    });
  };
}
