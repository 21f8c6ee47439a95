import { X } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { useRecord, useSelection } from "../../record/record-context.js";
import { settingsOnWire } from "../../record/wire-loss.js";
import { useTranslation } from "../../shared/translation-context.js";
import { withWireTexts } from "../../shared/wire/wire-strings.js";
import { lossWords } from "../../shared/wire/wire-words.js";
import { HELD_AT, type PlacedPacket, progressAt } from "./motion.js";
import { longLabel, shortLabel } from "./packet-words.js";

/** A flight takes at least this long to be seen, in milliseconds. */
const SHORTEST_FLIGHT_MS = 250;

interface PacketChipProps {
  packet: PlacedPacket;
  nowUs: number;
  /** Whether it moves by itself: now, and not at a moment of the past. */
  isMoving: boolean;
  /** Among those that are held: how many go before it. */
  heldPlace: number;
  colour: number | undefined;
}

/** A packet on the wire. It is moved by the browser's compositor: nothing is computed while it flies. */
export function PacketChip({ packet, nowUs, isMoving, heldPlace, colour }: PacketChipProps) {
  const page = useTranslation();
  const { t } = page;
  const selection = useSelection();
  const { record } = useRecord();
  const { entry, place } = packet;
  const [style] = useState(() => (isMoving ? flightStyle(packet, nowUs) : undefined));
  const isGone = place.kind === "flying" && place.left !== null;
  const still = isMoving && place.kind === "flying" ? style : stillStyle(packet, nowUs, heldPlace);
  const isFlying = isMoving && place.kind === "flying";
  const lost =
    place.kind === "dropped"
      ? lossWords(withWireTexts(page).t, place.left.cause, settingsOnWire(entry, record))
      : null;
  const says =
    lost === null ? longLabel(entry) : t("wire.packetSays", { packet: longLabel(entry), says: lost });
  return (
    <span
      className="wire-way"
      data-flying={isFlying ? "" : undefined}
      data-gone={isGone && isMoving ? "" : undefined}
      data-lost={lost !== null && isMoving ? "" : undefined}
      style={still}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the list of what is on the wire, and the diagram, are what keys and screen readers reach. */}
      <span
        className="wire-chip"
        data-kind={place.kind}
        data-colour={colour}
        title={says}
        {...(lost === null ? { "aria-hidden": true } : { role: "img", "aria-label": says })}
        onClick={() => selection.choose({ kind: "packet", packet: entry.packet.packet })}
      >
        {place.kind === "dropped" ? <X size={12} aria-hidden="true" /> : null}
        {shortLabel(entry)}
      </span>
    </span>
  );
}

/** From where it is to its end, in the time that is left. */
function flightStyle({ place }: PlacedPacket, nowUs: number): CSSProperties | undefined {
  if (place.kind !== "flying") return undefined;
  const isShort = place.toUs - nowUs < SHORTEST_FLIGHT_MS * 1000;
  const from =
    isShort && place.toUs - place.fromUs < SHORTEST_FLIGHT_MS * 1000 ? 0 : progressAt(place, nowUs);
  const ms = Math.max(SHORTEST_FLIGHT_MS * (1 - from), (place.toUs - nowUs) / 1000);
  return { "--wire-from": from, "--wire-ms": `${Math.round(ms)}ms` } as CSSProperties;
}

function stillStyle({ place }: PlacedPacket, nowUs: number, heldPlace: number): CSSProperties {
  if (place.kind === "held")
    return { "--wire-from": HELD_AT, "--wire-behind": Math.max(0, heldPlace) } as CSSProperties;
  const progress =
    place.kind === "dropped" ? place.progress : place.kind === "flying" ? progressAt(place, nowUs) : 0;
  return { "--wire-from": progress } as CSSProperties;
}
