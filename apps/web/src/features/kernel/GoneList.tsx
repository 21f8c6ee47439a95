import { formatEndpoint } from "@sockpit/protocol";
import { formatClock } from "../../shared/format/format-duration.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { useProgramOfPid } from "../programs/public.js";
import { useView } from "../time/public.js";
import { useUnheldText } from "./use-unheld-text.js";
import "./gone-list.css";

/** So many are shown. */
const SHOWN = 8;

/** The sockets that went last, so that nothing vanishes while someone looks at it. */
export function GoneList({ selected }: { selected: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const view = useView();
  const gone = view.gone(SHOWN);
  const programOfPid = useProgramOfPid();
  const unheldText = useUnheldText();
  if (gone.length === 0) return null;
  return (
    <section className="gone" aria-labelledby="gone-title">
      <h3 id="gone-title">{t("kernel.gone")}</h3>
      <ul>
        {gone.map(({ socket, history, atUs }) => (
          <li
            key={socket.id}
            aria-current={selected.has(socket.id) ? "true" : undefined}
            data-colour={socket.pid === null ? undefined : programOfPid(socket.pid)?.colour}
          >
            <span className="program-dot" aria-hidden="true" />
            <span className="gone-name">{socket.fd === null ? unheldText(socket) : `fd ${socket.fd}`}</span>
            <span className="gone-what">
              {formatEndpoint(socket.local) ?? t("sockets.unbound")} ·{" "}
              <Explain term={termOf("state", socket.state)}>{socket.state}</Explain>
            </span>
            <span className="gone-at">
              {formatClock(view.sinceRun({ seq: history.lastSeq, at: atUs }))} s
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
