import type { KernelSocket } from "@sockpit/protocol";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { stateExplanations } from "../content/glossary.js";
import { formatAddress } from "../models/format/format-address.js";
import type { Program } from "../models/programs/program.js";
import { useTrace } from "./app-context.js";
import { Explain } from "./Explain.js";

interface SocketRowProps {
  socket: KernelSocket;
  program: Program | undefined;
  isSelected: boolean;
}

/** One socket: whose, its state, its two addresses, its queues. */
export function SocketRow({ socket, program, isSelected }: SocketRowProps) {
  const { t } = useTranslation();
  const row = useRef<HTMLTableRowElement>(null);
  const processName = useTrace((trace) =>
    socket.pid === null ? undefined : trace.processes.get(socket.pid)?.name,
  );
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);

  const owner =
    processName ?? program?.name ?? (socket.pid === null ? null : t("program.pid", { pid: socket.pid }));
  return (
    <tr
      ref={row}
      className={`socket-row ${socket.fd === null ? "socket-unheld" : ""}`}
      data-colour={program?.colour}
      data-selected={isSelected ? "" : undefined}
    >
      <td className="socket-program">
        <span className="program-dot" aria-hidden="true" />
        <span className="ellipsis">{owner ?? unheldText(socket, t)}</span>
      </td>
      <td className="socket-fd">{socket.fd === null ? null : `fd ${socket.fd}`}</td>
      <td className="socket-state">
        <Explain
          explanation={stateExplanations[socket.state]}
          className={`state-badge state-${socket.state.toLowerCase()}`}
        >
          {socket.state}
        </Explain>
      </td>
      <td className="socket-local">
        {formatAddress(socket.local) ?? <span className="dim">{t("sockets.unbound")}</span>}
      </td>
      <td className="socket-peer">
        <Peer socket={socket} />
      </td>
      <td className="socket-kind">
        {socket.family} · {socket.type}
      </td>
      <td className="socket-queues">
        <Queues socket={socket} />
      </td>
    </tr>
  );
}

type Translate = ReturnType<typeof useTranslation>["t"];

function unheldText({ state }: KernelSocket, t: Translate): string {
  if (state === "SYN-RECEIVED") return t("sockets.halfOpen");
  return state === "ESTABLISHED" || state === "CLOSE-WAIT"
    ? t("sockets.waitsForAccept")
    : t("sockets.afterClose");
}

function Peer({ socket }: { socket: KernelSocket }) {
  const peer = formatAddress(socket.peer);
  if (peer === null || socket.state === "LISTEN") return null;
  return (
    <>
      <span className="dim" aria-hidden="true">
        ⇄{" "}
      </span>
      {peer}
    </>
  );
}

/** More places than these are told, not drawn. */
const DRAWN_PLACES = 8;

function Queues({ socket: { acceptQueue, receiveQueueBytes, sendQueueBytes } }: { socket: KernelSocket }) {
  const { t } = useTranslation();
  if (acceptQueue !== null) {
    const { length, limit } = acceptQueue;
    const drawn = limit <= DRAWN_PLACES ? Array.from({ length: limit }, (_, place) => place) : [];
    return (
      <>
        <span className="queue-name">{t("sockets.acceptQueue")}</span>
        <span className="queue-places" aria-hidden="true">
          {drawn.map((place) => (
            <span key={place} className={place < length ? "queue-place queue-place-full" : "queue-place"} />
          ))}
        </span>
        <span className="queue-count">
          {length} / {limit}
        </span>
      </>
    );
  }
  return (
    <>
      {receiveQueueBytes ? (
        <span className="queue-bytes">{t("sockets.received", { bytes: receiveQueueBytes })}</span>
      ) : null}
      {sendQueueBytes ? (
        <span className="queue-bytes">{t("sockets.unsent", { bytes: sendQueueBytes })}</span>
      ) : null}
    </>
  );
}
