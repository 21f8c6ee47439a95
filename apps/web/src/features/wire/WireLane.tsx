import type { WireSettings } from "@sockpit/protocol";
import { ArrowLeft, ArrowRight, Pause, Unplug } from "lucide-react";
import { useRecord } from "../../record/record-context.js";
import type { WireConfiguration } from "../../record/wire-book.js";
import { settingsOnWire } from "../../record/wire-loss.js";
import { formatSize } from "../../shared/format/format-wire.js";
import { IconButton } from "../../shared/IconButton.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { withWireTexts } from "../../shared/wire/wire-strings.js";
import { lossWords } from "../../shared/wire/wire-words.js";
import { useProgramOfPid } from "../programs/public.js";
import type { PlacedPacket } from "./motion.js";
import { PacketChip } from "./PacketChip.js";
import { longLabel } from "./packet-words.js";
import { isSetAlike, presetSettings } from "./presets.js";
import { formatSetting, sliderNames } from "./setting-fields.js";
import { settingsOf, useWire } from "./wire-context.js";

/** Packets that are drawn of a direction, and held ones among them. */
const MOST_DRAWN = 20;
const MOST_HELD_DRAWN = 5;

interface WireLaneProps {
  from: string;
  to: string;
  packets: readonly PlacedPacket[];
  nowUs: number;
  isBackwards: boolean;
  /** Where a person wants nothing to move: in words. */
  isInWords: boolean;
}

/** One direction of the wire: its queue at the sender's end, and what is between the hosts. */
export function WireLane({ from, to, packets, nowUs, isBackwards, isInWords }: WireLaneProps) {
  const { t } = useTranslation();
  const { model, configuration, canAct } = useWire();
  const colourOf = useColours();
  useModel(model.store, (state) => state.order);
  const isChosen = useModel(
    model.store,
    ({ section, scope }) =>
      section === "settings" && scope !== "all" && scope.from === from && scope.to === to,
  );
  const settings = settingsOf(configuration, { from, to })?.settings;
  const own = settings !== undefined && isSetApart(configuration) ? mainSettings(settings, t) : "";
  const queued = packets.filter(({ place }) => place.kind === "queued");
  const held = inOrder(packets, model);
  const others = packets.filter(({ place }) => place.kind !== "held" && place.kind !== "queued");
  const drawn = [...held.slice(0, MOST_HELD_DRAWN), ...others.slice(0, MOST_DRAWN)];
  const hidden = held.length + others.length - drawn.length;
  const Arrow = isBackwards ? ArrowLeft : ArrowRight;
  return (
    <li
      className="wire-lane"
      data-backwards={isBackwards ? "" : undefined}
      data-chosen={isChosen ? "" : undefined}
    >
      <span className="visually-hidden">{t("wire.direction", { from, to })}</span>
      <IconButton
        label={t("wire.holdOne", { from, to })}
        icon={<Pause size={13} aria-hidden="true" />}
        aria-pressed={settings?.isHolding === true}
        className="wire-hold-one"
        isDisabled={!canAct}
        onClick={() => model.set({ from, to }, { isHolding: settings?.isHolding !== true })}
      />
      <Queue from={from} queued={queued} />
      {isInWords ? (
        <PacketsInWords packets={packets} />
      ) : (
        <span className="wire-track">
          <Arrow className="wire-arrow" size={14} aria-hidden="true" />
          {own === "" ? null : <span className="wire-own">{own}</span>}
          {settings?.isDown ? (
            <span className="wire-down">
              <Unplug size={13} aria-hidden="true" /> {t("wire.downNow")}
            </span>
          ) : null}
          {drawn.map((packet) => (
            <PacketChip
              key={`${packet.entry.packet.packet} ${packet.place.kind} ${canAct}`}
              packet={packet}
              nowUs={nowUs}
              isMoving={canAct}
              heldPlace={held.indexOf(packet)}
              colour={colourOf(packet)}
            />
          ))}
          {hidden > 0 ? (
            <span className="wire-more" title={t("wire.moreTitle", { count: hidden })}>
              {t("wire.more", { count: hidden })}
            </span>
          ) : null}
        </span>
      )}
    </li>
  );
}

/** Whether directions are set differently: then each says how. */
function isSetApart({ directions }: WireConfiguration): boolean {
  const [first] = directions;
  return directions.some(({ settings }) => first !== undefined && !isSetAlike(settings, first.settings));
}

/** What of a direction is set, in a few words. */
function mainSettings(settings: WireSettings, t: Translate): string {
  const plain = presetSettings("none");
  return sliderNames
    .filter((name) => settings[name] !== plain[name])
    .map((name) => `${t(`wire.settings.${name}`)} ${formatSetting(name, settings[name], t("wire.noBound"))}`)
    .join(" · ");
}

/** Those that are held, in the order in which a person means to let them go. */
function inOrder(
  packets: readonly PlacedPacket[],
  model: ReturnType<typeof useWire>["model"],
): PlacedPacket[] {
  const held = new Map<number, PlacedPacket>();
  for (const packet of packets)
    if (packet.place.kind === "held") held.set(packet.entry.packet.packet, packet);
  return model.ordered([...held.keys()]).flatMap((number) => held.get(number) ?? []);
}

/** Blocks that are drawn of a queue. */
const MOST_BLOCKS = 8;

function Queue({ from, queued }: { from: string; queued: readonly PlacedPacket[] }) {
  const { t } = useTranslation();
  const bytes = queued.reduce((sum, { entry }) => sum + entry.packet.lengthBytes, 0);
  if (queued.length === 0) return null;
  const says = t("wire.queue", { from, count: queued.length, size: formatSize(bytes) });
  return (
    <span className="wire-queue" role="img" aria-label={says} title={says}>
      {queued.slice(0, MOST_BLOCKS).map(({ entry }) => (
        <i key={entry.packet.packet} />
      ))}
      <span>{queued.length}</span>
    </span>
  );
}

function PacketsInWords({ packets }: { packets: readonly PlacedPacket[] }) {
  const page = useTranslation();
  const { t } = page;
  const { record } = useRecord();
  const saysOf = ({ entry, place }: PlacedPacket): string => {
    if (place.kind === "dropped")
      return lossWords(withWireTexts(page).t, place.left.cause, settingsOnWire(entry, record));
    if (place.kind === "flying") return t(place.left === null ? "wire.flying" : "wire.arrived");
    return t(place.kind === "held" ? "wire.heldState" : "wire.queued");
  };
  const shown = packets.slice(0, MOST_DRAWN);
  if (shown.length === 0) return <span className="wire-words dim">{t("wire.nothing")}</span>;
  return (
    <span className="wire-words">
      {shown.map((packet) => (
        <span key={packet.entry.packet.packet}>
          {t("wire.packetSays", { packet: longLabel(packet.entry), says: saysOf(packet) })}
        </span>
      ))}
      {packets.length > shown.length ? (
        <span>{t("wire.more", { count: packets.length - shown.length })}</span>
      ) : null}
    </span>
  );
}

/** The colour of the program that sent a packet. */
function useColours(): (packet: PlacedPacket) => number | undefined {
  const { record } = useRecord();
  const programOfPid = useProgramOfPid();
  return ({ entry }) => {
    const socket = entry.packet.from;
    const pid =
      (socket === null ? null : record.sockets.ownerOf(socket)) ??
      record.lanes[entry.fromLane]?.lives.at(-1)?.pid;
    return pid === undefined ? undefined : programOfPid(pid)?.colour;
  };
}
