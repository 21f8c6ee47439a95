import { useEffect, useState } from "react";
import { usePrograms } from "../features/programs/programs-context.js";
import { useProgramStatus } from "../features/runs/runner-context.js";
import { statusWords } from "../features/runs/status-words.js";
import { useTranslation } from "../shared/translation-context.js";
import { useModel } from "../shared/use-model.js";
import { useApp } from "./app-context.js";

/** A state that passes sooner than this is not worth interrupting for. */
const SETTLE_MS = 700;

/** Tells a screen reader of changes of state, politely, and of nothing that passes at once. */
export function Announcer() {
  return (
    <div className="visually-hidden">
      <ServerAnnouncer />
      {usePrograms().map((program) => (
        <ProgramAnnouncer key={program.id} id={program.id} name={program.name} />
      ))}
    </div>
  );
}

function ServerAnnouncer() {
  const { t } = useTranslation();
  const { session } = useApp();
  const phase = useModel(session.store, (state) => state.phase.kind);
  const lab = useModel(session.store, (state) => state.lab?.id);
  const isAway = phase === "offline";
  const isOpen = phase === "open" && lab !== undefined;
  const text = isAway ? t("announce.offline") : isOpen ? t("announce.open", { id: lab }) : "";
  return <p role="status">{useSettled(text)}</p>;
}

function ProgramAnnouncer({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const status = useProgramStatus(id);
  const hasStarted = status.kind !== "ready";
  const text = hasStarted ? t("announce.program", { name, status: statusWords(t, status) }) : "";
  return <p role="status">{useSettled(text)}</p>;
}

/** The text once it has stood for a while. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
