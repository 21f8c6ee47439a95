import type { PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { useSelection } from "../../record/record-context.js";
import { settingsOnWire } from "../../record/wire-loss.js";
import { placeAt } from "../../record/wire-passage.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { withWireTexts } from "../../shared/wire/wire-strings.js";
import { lossWords } from "../../shared/wire/wire-words.js";
import { useDiagram } from "./diagram-context.js";
import { Fact } from "./Fact.js";

/** Of a segment that was sent more than once: the others, and on a wire what had become of the first one. */
export function RepeatFacts({ entry, asOf }: { entry: PacketEntry; asOf: number }) {
  const { t } = withWireTexts(useTranslation());
  const { record } = useDiagram();
  const original = entry.original === null ? undefined : record.findPacket(entry.original);
  const repeats = entry.repeats
    .flatMap((packet) => record.findPacket(packet) ?? [])
    .filter(({ seq }) => seq <= asOf);
  if (original === undefined && repeats.length === 0) return null;
  const why = original === undefined ? "" : fateOf(original, { asOf: entry.seq, record, t });
  return (
    <dl className="packet-facts">
      {original === undefined ? null : (
        <Fact name={t("wireWords.detail.original")}>
          <PacketLink packet={original.packet.packet} t={t} />
          {why === "" ? null : <span className="packet-why">{why}</span>}
        </Fact>
      )}
      {repeats.length === 0 ? null : (
        <Fact name={t("wireWords.detail.repeats")}>
          {repeats.map(({ packet: { packet } }) => (
            <PacketLink key={packet} packet={packet} t={t} />
          ))}
        </Fact>
      )}
    </dl>
  );
}

function PacketLink({ packet, t }: { packet: number; t: Translate }) {
  const selection = useSelection();
  return (
    <button type="button" className="link" onClick={() => selection.choose({ kind: "packet", packet })}>
      {t("wireWords.detail.packet", { packet })}
    </button>
  );
}

/** What had become of a packet by an event. */
function fateOf(
  original: PacketEntry,
  { asOf, record, t }: { asOf: number; record: LabRecord; t: Translate },
): string {
  const place = placeAt(original, asOf);
  if (place === null) return "";
  if (place.kind === "underWay") return t(place.held === null ? "wireWords.underWay" : "wireWords.held");
  const lost = place.passages.find(({ fate }) => fate === "dropped");
  const hasArrived = place.passages.some(({ fate }) => fate === "delivered");
  if (lost === undefined || hasArrived) return t("wireWords.detail.hadArrived");
  return lossWords(t, lost.cause, settingsOnWire(original, record));
}
