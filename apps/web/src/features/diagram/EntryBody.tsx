import { type CallEntry, type ChangeCause, callStateAt, type Entry } from "../../record/entry.js";
import { formatDuration, NOTEWORTHY_US } from "../../shared/format/format-duration.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, termOf } from "../glossary/public.js";
import { CallLabel } from "./CallLabel.js";
import { CallResult } from "./CallResult.js";
import { LaneLabel } from "./LaneLabel.js";
import { PacketBody } from "./PacketBody.js";
import type { RowContext } from "./row-context.js";

/** What one entry says, where its lane stands. */
export function EntryBody({ entry, context }: { entry: Entry; context: RowContext }) {
  const { t } = useTranslation();
  switch (entry.kind) {
    case "call":
      return <CallLabel call={entry} context={context} />;
    case "return":
      return (
        <LaneLabel lane={entry.lane} context={context} className="call-return">
          <span className="diagram-call-name">{entry.of.command}</span>
          <span aria-hidden="true">↩</span>
          <CallResult call={entry.of} state={callStateAt(entry.of, context.asOf)} isReturn />
          <Took call={entry.of} />
        </LaneLabel>
      );
    case "packet":
      return <PacketBody entry={entry} context={context} />;
    case "state":
      return (
        <LaneLabel lane={entry.lane} context={context}>
          {entry.fd === null ? null : <span className="call-fd">fd {entry.fd}</span>}
          <Explain
            term={termOf("state", entry.state)}
            className={`state-badge state-${entry.state.toLowerCase()}`}
            isInList
          >
            {entry.state}
          </Explain>
          <Why cause={entry.cause} />
        </LaneLabel>
      );
    case "queue":
      return (
        <LaneLabel lane={entry.lane} context={context} className="diagram-queue">
          <Explain term={termOf("kernel", "acceptQueue")} className="ellipsis" isInList>
            {t(entry.hasGrown ? "diagram.queueIn" : "diagram.queueOut", {
              length: entry.length,
              capacity: entry.capacity ?? "?",
            })}
          </Explain>
          <Places length={entry.length} capacity={entry.capacity} />
        </LaneLabel>
      );
    case "output":
      return (
        <LaneLabel lane={entry.lane} context={context} className={`diagram-output output-${entry.stream}`}>
          <span className="ellipsis">{printed(entry.text)}</span>
        </LaneLabel>
      );
    case "process":
      return (
        <LaneLabel lane={entry.lane} context={context} className="diagram-process">
          <span className="ellipsis">
            {entry.end === null
              ? t("diagram.processStarted", { name: entry.name, pid: entry.pid })
              : t("diagram.processEnded", { name: entry.name, status: entry.end.status })}
          </span>
        </LaneLabel>
      );
    case "loss":
      return <span className="diagram-loss">{t("diagram.packetsLost", { count: entry.dropped })}</span>;
  }
}

/** How long a call took, where that is worth reading, and what ended its waiting. */
function Took({ call: { end, wokenBy } }: { call: CallEntry }) {
  const { t } = useTranslation();
  if (end === null) return null;
  const hasWaited = end.blockedUs >= NOTEWORTHY_US;
  const duration = formatDuration(hasWaited ? end.blockedUs : end.durationUs);
  return (
    <span className="diagram-note">
      {hasWaited ? t("diagram.waited", { duration }) : duration}
      {!hasWaited || wokenBy === null ? "" : ` · ${t("diagram.wokenBy", { packet: wokenBy })}`}
    </span>
  );
}

/** Why a socket's state is another, where the row above does not show it. */
function Why({ cause }: { cause: ChangeCause }) {
  const { t } = useTranslation();
  if (cause.kind !== "timer") return null;
  return <span className="diagram-note">{t("diagram.timer", { timer: cause.timer })}</span>;
}

/** More places than these are counted, not drawn. */
const DRAWN_PLACES = 8;

function Places({ length, capacity }: { length: number; capacity: number | null }) {
  if (capacity === null || capacity > DRAWN_PLACES) return null;
  return (
    <span className="queue-places" aria-hidden="true">
      {Array.from({ length: capacity }, (_, place) => place).map((place) => (
        <span key={place} className={place < length ? "queue-place queue-place-full" : "queue-place"} />
      ))}
    </span>
  );
}

/** The beginning of what was printed, on one line. */
function printed(text: string): string {
  const longest = 120;
  return text.slice(0, longest).trimEnd().replaceAll("\n", " ⏎ ");
}
