import { ChevronDown, ChevronUp, Pause } from "lucide-react";
import { type ReactNode, useEffect, useMemo } from "react";
import { useRecord } from "../../record/record-context.js";
import { IconButton } from "../../shared/IconButton.js";
import { withTexts } from "../../shared/translation.js";
import { TranslationContext, useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { HeldPackets } from "./HeldPackets.js";
import { PresetChoice, PresetNote } from "./PresetChoice.js";
import { RuleList } from "./RuleList.js";
import { wireStrings } from "./strings.js";
import { useWirePackets } from "./use-wire-packets.js";
import { WireFailureNote } from "./WireFailureNote.js";
import { WireLine } from "./WireLine.js";
import { WireLog } from "./WireLog.js";
import { WireSettingsSection } from "./WireSettingsSection.js";
import { pairsOf, ShownWireContext, useShownWire, useWire } from "./wire-context.js";
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
  const { model, configuration, hosts, pair, canAct, why } = useWire();
  const { isFolded, section } = useModel(model.store, (state) => state);
  const isHolding = configuration.directions.every(({ settings }) => settings.isHolding);
  const isHoldingSome = configuration.directions.some(({ settings }) => settings.isHolding);
  return (
    <section className="wire-band" aria-labelledby="wire-title">
      <header className="wire-head">
        <h2 id="wire-title">{t("wire.title")}</h2>
        {hosts.length > 2 ? <PairChoice /> : null}
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
          <OnTheWire key={pair.join(" ")}>
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

/** The line with its packets, what is open below it, and the packets that are held. */
function OnTheWire({ children }: { children: ReactNode }) {
  const { model, pair } = useWire();
  const { placed, nowUs } = useWirePackets();
  const { store } = useRecord();
  const view = useModel(store, (state) => state);
  const wireSeq = view.record.wire.at()?.seq;
  useEffect(() => model.setter.confirmed(), [model, wireSeq]);
  useEffect(() => {
    model.forget((packet) => view.record.findPacket(packet)?.passages.length === 0);
  }, [model, view]);
  const [a, b] = pair;
  return (
    <>
      <WireLine placed={placed} nowUs={nowUs} />
      {children}
      <HeldPackets from={a} to={b} packets={placed.get(`${a} ${b}`) ?? []} />
      <HeldPackets from={b} to={a} packets={placed.get(`${b} ${a}`) ?? []} />
    </>
  );
}

function PairChoice() {
  const { t } = useTranslation();
  const { model, hosts, pair } = useWire();
  const pairs = pairsOf(hosts);
  return (
    <select
      className="wire-preset"
      aria-label={t("wire.pair")}
      value={pair.join(" ")}
      onChange={(event) => {
        const chosen = pairs.find((each) => each.join(" ") === event.target.value);
        if (chosen !== undefined) model.showPair(chosen);
      }}
    >
      {pairs.map(([a, b]) => (
        <option key={`${a} ${b}`} value={`${a} ${b}`}>
          {t("wire.pairName", { a, b })}
        </option>
      ))}
    </select>
  );
}
