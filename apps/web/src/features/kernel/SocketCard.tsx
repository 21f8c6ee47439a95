import { formatEndpoint, type KernelSocket } from "@sockpit/protocol";
import { ChevronRight } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { useSelection } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { ConnectMenu, targetOf } from "../peer/public.js";
import { useIsLive, useView } from "../time/public.js";
import { Changing } from "./Changing.js";
import type { SocketEntry } from "./kernel-groups.js";
import { ListenQueues } from "./ListenQueues.js";
import { QueueBar } from "./QueueBar.js";
import { SocketFacts } from "./SocketFacts.js";
import { useUnheldText } from "./use-unheld-text.js";
import "./socket-card.css";

const counts = new Intl.NumberFormat("en");

interface SocketCardProps {
  entry: SocketEntry;
  colour: number | undefined;
  isSelected: boolean;
  /** One line, until it is unfolded: where there are many. */
  isCompact: boolean;
}

/** One socket as the kernel has it: state, addresses and queues; the rest when it is unfolded. */
export const SocketCard = memo(function SocketCard(props: SocketCardProps) {
  const { entry, colour, isSelected, isCompact } = props;
  const { socket } = entry;
  const { t } = useTranslation();
  const selection = useSelection();
  const card = useRef<HTMLLIElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const unheldText = useUnheldText();
  const steps = useView().statesOf(socket.id);
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);
  const isLive = useIsLive();
  const target = isLive ? targetOf(socket) : undefined;
  const name = socket.fd === null ? unheldText(socket) : `fd ${socket.fd}`;

  return (
    <li
      ref={card}
      className={`socket-card ${socket.fd === null ? "socket-unheld" : ""}`}
      data-colour={colour}
      aria-current={isSelected ? "true" : undefined}
      data-compact={isCompact && !isOpen ? "" : undefined}
    >
      <div className="socket-head">
        <button
          type="button"
          className="socket-toggle"
          aria-expanded={isOpen}
          aria-label={t("kernel.unfold", { name, address: formatEndpoint(socket.local) ?? "" })}
          onClick={() => {
            setIsOpen(!isOpen);
            selection.selectSocket(socket.id);
          }}
        >
          <ChevronRight size={13} aria-hidden="true" />
          <span className="program-dot" aria-hidden="true" />
          <span className="socket-name">{name}</span>
        </button>
        <Changing value={socket.state}>
          <Explain
            term={termOf("state", socket.state)}
            className={`state-badge state-${socket.state.toLowerCase()}`}
          >
            {socket.state}
          </Explain>
        </Changing>
      </div>
      <div className="socket-place">
        <Addresses socket={socket} />
        {target === undefined ? null : <ConnectMenu target={target} />}
      </div>
      {isCompact && !isOpen ? null : <Queues entry={entry} />}
      {isOpen ? <SocketFacts socket={socket} steps={steps} /> : null}
    </li>
  );
});

function Addresses({ socket }: { socket: KernelSocket }) {
  const { t } = useTranslation();
  const local = formatEndpoint(socket.local);
  const peer = socket.state === "LISTEN" ? null : formatEndpoint(socket.peer);
  return (
    <p className="socket-addresses">
      <Changing value={local}>{local ?? <span className="dim">{t("sockets.unbound")}</span>}</Changing>
      {peer === null ? null : (
        <span>
          <span className="dim" aria-hidden="true">
            {" ⇄ "}
          </span>
          {peer}
        </span>
      )}
    </p>
  );
}

function Queues({ entry }: { entry: SocketEntry }) {
  const { t } = useTranslation();
  const { socket } = entry;
  if (socket.acceptQueue !== null) return <ListenQueues entry={entry} />;
  if (socket.state === "TIME-WAIT") return null;
  const { receiveQueueBytes, sendQueueBytes } = socket;
  const droppedPackets = socket.droppedPackets ?? 0;
  const isDatagrams = socket.family !== "AF_UNIX" && socket.type === "SOCK_DGRAM";
  return (
    <>
      {receiveQueueBytes === null ? null : (
        <QueueBar
          name={t("kernel.receiveQueue")}
          term={termOf("kernel", "receiveQueue")}
          bytes={receiveQueueBytes}
          limitBytes={socket.receiveBufferBytes}
        />
      )}
      {isDatagrams && droppedPackets > 0 ? (
        <p className="queue-line">
          <Explain term={termOf("kernel", "dropped")} className="queue-name">
            {t("kernel.dropped")}
          </Explain>
          <Changing value={droppedPackets} className="queue-count queue-drops">
            {counts.format(droppedPackets)}
          </Changing>
        </p>
      ) : null}
      {sendQueueBytes === null ? null : (
        <QueueBar
          name={t("kernel.sendQueue")}
          term={termOf("kernel", "sendQueue")}
          bytes={sendQueueBytes}
          limitBytes={socket.sendBufferBytes}
        />
      )}
    </>
  );
}
