import { ChevronDown, ChevronUp, Pause } from "lucide-react";
import { type ReactNode, useEffect, useMemo } from "react";
import { useRecord } from "../../record/record-context.js";
import { IconButton } from "../../shared/IconButton.js";
import { withTexts } from "../../shared/translation.js";
import { TranslationContext, useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { AllHeld } from "./AllHeld.js";
import { PresetChoice, PresetNote } from "./PresetChoice.js";
import { RuleList } from "./RuleList.js";
import { wireStrings } from "./strings.js";
import { useWirePackets } from "./use-wire-packets.js";
import { WireFailureNote } from "./WireFailureNote.js";
import { WireLines } from "./WireLines.js";
import { WireLog } from "./WireLog.js";
import { WireSettingsSection } from "./WireSettingsSection.js";
import { ShownWireContext, useShownWire, useWire } from "./wire-context.js";
import { sections } from "./wire-model.js";
import { wireModelOf } from "./wire-models.js";
import "./wire-band.css";

/** The wire between the hosts of the lab, above what happened on it. */
export function WireBand() {
  const page = useTranslation();
  const translation = useMemo(() => withTexts(page, "wire.", wireStrings[page.language]), [page]);
  const record = useRecord();
  const { session } = useLab();
  const model = wireModelOf(record, session);
  const wire = useShownWire(model);
  return wire === undefined ? null : (
    <TranslationContext value={translation}>
      <ShownWireContext value={wire}>
        <Band />
      </ShownWireContext>
    </TranslationContext>
  );
}

function Band() {
  const { t } = useTranslation();
  const { model, configuration, canAct, why } = useWire();
  const { isFolded, section } = useModel(model.store, (state) => state);
  const isHolding = configuration.directions.every(({ settings }) => settings.isHolding);
  const isHoldingSome = configuration.directions.some(({ settings }) => settings.isHolding);
  return (
    <section className="wire-band" aria-labelledby="wire-title">
      <header className="wire-head">
        <h2 id="wire-title">{t("wire.title")}</h2>
        <PresetChoice />
        <button
          type="button"
          className="button button-small wire-hold"
          aria-pressed={isHolding ? true : isHoldingSome ? "mixed" : false}
          title={t("wire.holdAllHint")}
          disabled={!canAct}
          onClick={() => model.set("all", { isHolding: !isHolding })}
        >
          <Pause size={14} aria-hidden="true" />
          {t("wire.holdAll")}
        </button>
        <span className="wire-sections quiet-buttons">
          {isFolded
            ? null
            : sections.map((name) => (
                <button
                  key={name}
                  type="button"
                  className="filter-chip"
                  aria-expanded={section === name}
                  onClick={() => model.open(section === name ? null : name)}
                >
                  {name === "rules" && configuration.rules.length > 0
                    ? t("wire.rulesCount", { count: configuration.rules.length })
                    : t(`wire.sections.${name}`)}
                </button>
              ))}
          <IconButton
            label={t(isFolded ? "wire.unfold" : "wire.fold")}
            icon={
              isFolded ? (
                <ChevronDown size={16} aria-hidden="true" />
              ) : (
                <ChevronUp size={16} aria-hidden="true" />
              )
            }
            aria-expanded={!isFolded}
            onClick={() => model.fold(!isFolded)}
          />
        </span>
      </header>
      {isFolded ? null : (
        <div className="wire-body">
          {why === null ? null : <p className="wire-why">{t(`wire.${why}`)}</p>}
          <WireFailureNote />
          <OnTheWire>
            {section === "settings" ? (
              <>
                <PresetNote />
                <WireSettingsSection />
              </>
            ) : section === "rules" ? (
              <RuleList />
            ) : section === "log" ? (
              <WireLog />
            ) : null}
          </OnTheWire>
        </div>
      )}
    </section>
  );
}

/** The lines with their packets, what is open below it, and the packets that are held. */
function OnTheWire({ children }: { children: ReactNode }) {
  const { model } = useWire();
  const { placed, nowUs } = useWirePackets();
  const { store } = useRecord();
  const view = useModel(store, (state) => state);
  const wireSeq = view.record.wire.at()?.seq;
  useEffect(() => model.setter.confirmed(), [model, wireSeq]);
  useEffect(() => {
    model.forget((packet) => view.record.findPacket(packet)?.passages.length === 0);
  }, [model, view]);
  return (
    <>
      <WireLines placed={placed} nowUs={nowUs} />
      {children}
      <AllHeld placed={placed} />
    </>
  );
}
