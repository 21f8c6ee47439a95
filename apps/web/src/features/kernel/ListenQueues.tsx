import { formatEndpoint, type KernelSocket } from "@sockpit/protocol";
import type { ReactNode } from "react";
import { useSelection } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, type Term, termOf } from "../glossary/public.js";
import { Changing } from "./Changing.js";
import { queuePlaces, type SocketEntry } from "./kernel-groups.js";
import "./queues.css";

/** A listening socket's queues: who waits for accept(), and with TCP who is half-way through the handshake. */
export function ListenQueues({ entry: { socket, waiting, halfOpen } }: { entry: SocketEntry }) {
  const { t } = useTranslation();
  if (socket.acceptQueue === null) return null;
  const queue = queuePlaces(socket.acceptQueue, waiting);
  const { length, capacity, places, isFull } = queue;
  return (
    <>
      <QueueLine
        term={termOf("kernel", "acceptQueue")}
        name={t("sockets.acceptQueue")}
        count={
          <>
            {isFull ? <strong className="queue-full">{t("kernel.full")}</strong> : null}{" "}
            <Changing value={length}>{length}</Changing> / {capacity}
          </>
        }
      >
        {places === null ? (
          <span className="queue-bar" aria-hidden="true">
            <span style={{ width: `${Math.min(100, (length / capacity) * 100)}%` }} />
          </span>
        ) : (
          <ol className="places" aria-label={t("kernel.places")}>
            {places.map((place, index) => (
              <li
                // A place is its number.
                key={index}
                className={`place ${place.isTaken ? "place-taken" : ""} ${place.isExtra ? "place-extra" : ""}`}
              >
                {place.socket === null ? (
                  <span className="visually-hidden">
                    {place.isTaken ? t("kernel.taken") : t("kernel.free")}
                  </span>
                ) : (
                  <Visitor socket={place.socket} />
                )}
              </li>
            ))}
          </ol>
        )}
      </QueueLine>
      <p className="queue-note">{t("kernel.backlog", { limit: capacity - 1 })}</p>
      {socket.synQueue === null ? null : <SynQueue length={socket.synQueue.length} halfOpen={halfOpen} />}
    </>
  );
}

/** Half-open connections of a TCP socket. */
function SynQueue({ length, halfOpen }: { length: number; halfOpen: readonly KernelSocket[] }) {
  const { t } = useTranslation();
  return (
    <QueueLine
      term={termOf("kernel", "synQueue")}
      name={t("kernel.synQueue")}
      count={<Changing value={length}>{length}</Changing>}
    >
      {halfOpen.length === 0 ? null : (
        <ol className="places" aria-label={t("kernel.halfOpen")}>
          {halfOpen.map((connection) => (
            <li key={connection.id} className="place place-half">
              <Visitor socket={connection} />
            </li>
          ))}
        </ol>
      )}
    </QueueLine>
  );
}

interface QueueLineProps {
  term: Term;
  name: string;
  count: ReactNode;
  /** Who stands in it. */
  children: ReactNode;
}

function QueueLine({ term, name, count, children }: QueueLineProps) {
  return (
    <div className="queue-line">
      <Explain term={term} className="queue-name">
        {name}
      </Explain>
      <span className="queue-count">{count}</span>
      {children}
    </div>
  );
}

/** A connection in its place, by its peer's port. */
function Visitor({ socket }: { socket: KernelSocket }) {
  const selection = useSelection();
  const { peer } = socket;
  const address = formatEndpoint(peer) ?? "";
  const short = peer !== null && "port" in peer ? `:${peer.port}` : address;
  return (
    <button
      type="button"
      className="visitor"
      title={`${address} · ${socket.state}`}
      onClick={() => selection.selectSocket(socket.id)}
    >
      {short}
      <span className="visually-hidden"> {socket.state}</span>
    </button>
  );
}
