import { useState } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { useProgramOfPid } from "../programs/public.js";
import { useShown } from "../time/public.js";
import type { SocketGroup } from "./kernel-groups.js";
import { SocketCard } from "./SocketCard.js";

/** Cards of one process that are drawn at once; the person asks for more. */
const PAGE_CARDS = 40;

interface SocketGroupListProps {
  group: SocketGroup;
  /** Ids of the chosen sockets. */
  selected: ReadonlySet<string>;
  isCompact: boolean;
}

/** The sockets of one process, or those that no process holds. */
export function SocketGroupList({ group: { pid, entries }, selected, isCompact }: SocketGroupListProps) {
  const { t } = useTranslation();
  const programOfPid = useProgramOfPid();
  const processName = useShown((view) => (pid === null ? undefined : view.process(pid)?.name));
  const [shown, setShown] = useState(PAGE_CARDS);
  const program = pid === null ? undefined : programOfPid(pid);
  const name = pid === null ? t("kernel.nobody") : (processName ?? program?.name ?? "");
  const selectedIndex = entries.findLastIndex(({ socket }) => selected.has(socket.id));
  const count = Math.max(shown, selectedIndex + 1);
  return (
    <details className="socket-group" open data-colour={program?.colour}>
      <summary>
        <span className="program-dot" aria-hidden="true" />
        <span className="ellipsis">{name}</span>
        {pid === null ? null : <span className="dim">{t("shared.pid", { pid })}</span>}
        <span className="group-count">{entries.length}</span>
      </summary>
      <ul className="socket-cards" aria-label={name}>
        {entries.slice(0, count).map((entry) => (
          <SocketCard
            key={entry.socket.id}
            entry={entry}
            colour={program?.colour}
            isSelected={isSelectedEntry(entry, selected)}
            isCompact={isCompact}
          />
        ))}
      </ul>
      {entries.length <= count ? null : (
        <button type="button" className="button button-small" onClick={() => setShown(count + PAGE_CARDS)}>
          {t("kernel.more", { count: entries.length - count })}
        </button>
      )}
    </details>
  );
}

/** A connection in a queue stands in its listening socket's card. */
function isSelectedEntry(entry: SocketGroup["entries"][number], selected: ReadonlySet<string>): boolean {
  return [entry.socket, ...entry.waiting, ...entry.halfOpen].some(({ id }) => selected.has(id));
}
