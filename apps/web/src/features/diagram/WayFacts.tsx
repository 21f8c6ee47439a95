import type { WireSettings } from "@sockpit/protocol";
import { Fragment } from "react";
import type { PacketEntry } from "../../record/entry.js";
import { settingsOnWire } from "../../record/wire-loss.js";
import { placeAt, type WirePassage } from "../../record/wire-passage.js";
import { formatClock, formatDuration } from "../../shared/format/format-duration.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { withWireTexts } from "../../shared/wire/wire-strings.js";
import { causeWords, lossWords } from "../../shared/wire/wire-words.js";
import { Explain, termOf } from "../glossary/public.js";
import { useDiagram } from "./diagram-context.js";
import { Fact } from "./Fact.js";

/** A packet's way on the wire between two hosts: when it entered and left it, what happened to it, and why. */
export function WayFacts({ entry, asOf }: { entry: PacketEntry; asOf: number }) {
  const { t } = withWireTexts(useTranslation());
  const { record } = useDiagram();
  const place = placeAt(entry, asOf);
  const { wire } = entry.packet;
  if (place === null || wire === undefined) return null;
  const time = (at: number) => formatTime(at - record.runs.startUs(entry.seq));
  return (
    <dl className="packet-facts">
      <Fact name={t("wireWords.detail.way")}>
        {wire.from} → {wire.to ?? "?"}
      </Fact>
      <Fact name={t("wireWords.detail.entered")}>{time(entry.at)}</Fact>
      {place.kind === "underWay" ? (
        <Fact name={t("wireWords.detail.effects")}>
          {place.held === null
            ? t("wireWords.underWay")
            : `${t("wireWords.held")} (${causeWords(t, place.held.cause)})`}
        </Fact>
      ) : (
        place.passages.map((passage) => (
          <Fragment key={passage.seq}>
            <Fact name={t(`wireWords.detail.${nameOfEnd(passage)}`)}>{time(passage.at)}</Fact>
            <Fact name={t("wireWords.detail.flight")}>{formatDuration(passage.at - passage.enteredAt)}</Fact>
            <Effects passage={passage} settings={settingsOnWire(entry, record)} t={t} />
          </Fragment>
        ))
      )}
    </dl>
  );
}

function Effects({
  passage: { effects, fate, cause, isOutOfOrder },
  settings,
  t,
}: {
  passage: WirePassage;
  settings: WireSettings | undefined;
  t: Translate;
}) {
  const said = [
    ...effects.map((effect) => t(`wireWords.effects.${effect}`)),
    ...(fate === "dropped" ? [lossWords(t, cause, settings)] : []),
  ];
  return (
    <>
      {said.length === 0 ? null : <Fact name={t("wireWords.detail.effects")}>{said.join(" · ")}</Fact>}
      {isOutOfOrder ? (
        <Fact name={t("wireWords.detail.order")}>
          <Explain term={termOf("note", "out-of-order")}>{t("wireWords.outOfOrder")}</Explain>
        </Fact>
      ) : null}
      {cause === null ? null : <Fact name={t("wireWords.detail.cause")}>{causeWords(t, cause)}</Fact>}
    </>
  );
}

function nameOfEnd({ fate, isCopy }: WirePassage): "lost" | "copyArrived" | "arrived" {
  if (fate === "dropped") return "lost";
  return isCopy ? "copyArrived" : "arrived";
}

/** `00:01.234 567`: as in the column of times. */
function formatTime(at: number): string {
  const us = Math.floor(at % 1000);
  return `${formatClock(at - us)} ${String(us).padStart(3, "0")}`;
}
