import { useTranslation } from "react-i18next";
import { sortSockets } from "../models/trace/sort-sockets.js";
import { findCall, type TraceState } from "../models/trace/trace-state.js";
import { useApp, useModel, useProgramOfPid, useTrace } from "./app-context.js";
import { EmptyState } from "./EmptyState.js";
import { SocketRow } from "./SocketRow.js";

const columns = ["program", "fd", "state", "local", "peer", "kind", "queues"] as const;

/** The lab's sockets as the kernel has them now. */
export function SocketsPane() {
  const { t } = useTranslation();
  const app = useApp();
  const sockets = useTrace((trace) => trace.sockets);
  const selectedCall = useModel(app.selection.store, (state) => state.call);
  const chosenSocket = useModel(app.selection.store, (state) => state.socket);
  const socketOfCall = useTrace((trace) => socketIdOf(trace, selectedCall));
  const selectedSocket = chosenSocket ?? socketOfCall;
  const programOfPid = useProgramOfPid();
  const sorted = sortSockets([...sockets.values()]);

  return (
    <section className="pane sockets" aria-labelledby="sockets-title">
      <header className="pane-header">
        <h2 id="sockets-title">{t("sockets.title")}</h2>
        <span className="pane-note">{t("sockets.count", { count: sorted.length })}</span>
      </header>
      {sorted.length === 0 ? (
        <EmptyState title={t("sockets.emptyTitle")} text={t("sockets.emptyText")} />
      ) : (
        // Cards to the eye, a table to a screen reader.
        <div className="socket-scroll">
          <table className="socket-table" aria-label={t("sockets.label")}>
            <thead className="visually-hidden">
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`sockets.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="socket-cards">
              {sorted.map((socket) => (
                <SocketRow
                  key={socket.id}
                  socket={socket}
                  program={socket.pid === null ? undefined : programOfPid(socket.pid)}
                  isSelected={socket.id === selectedSocket}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function socketIdOf(trace: TraceState, call: number | null): string | null {
  return call === null ? null : (findCall(trace.calls, call)?.socketId ?? null);
}
