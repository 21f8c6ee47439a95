import { ListX } from "lucide-react";
import { useState } from "react";
import { useRecord, useSelection } from "../../record/record-context.js";
import type { CentrePaneProps } from "../../shared/centre-pane.js";
import { EmptyState } from "../../shared/EmptyState.js";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useProgramOfPid, usePrograms } from "../programs/public.js";
import { useView } from "../time/public.js";
import { CallDetail } from "./CallDetail.js";
import { CallList } from "./CallList.js";
import "./calls.css";

/** The lab's socket calls as they happen. */
export function CallsPane({ viewSwitch, exportMenu }: CentrePaneProps) {
  const { t } = useTranslation();
  const selection = useSelection();
  const record = useRecord();
  const programOfPid = useProgramOfPid();
  const programs = usePrograms();
  const view = useView();
  const count = view.callCount;
  const selected = useModel(selection.store, (state) => state.call);
  const [only, setOnly] = useState<string | null>(null);
  const filter = programs.some((program) => program.id === only) ? only : null;
  const filtered =
    filter === null
      ? undefined
      : view.calls.slice(0, count).filter((call) => programOfPid(call.pid)?.id === filter);
  const shownCount = filtered?.length ?? count;
  const isFilterShown = count > 0 && programs.length > 1;

  return (
    <section className="pane calls" aria-labelledby="calls-title">
      <header className="pane-header quiet-buttons">
        <h2 id="calls-title">{t("calls.title")}</h2>
        {viewSwitch}
        <span className="pane-note">{t("calls.count", { count: shownCount })}</span>
        <span className="spacer" />
        {isFilterShown ? (
          <fieldset className="filter">
            <legend className="visually-hidden">{t("calls.filter")}</legend>
            <FilterChip text={t("calls.filterAll")} isOn={filter === null} onPress={() => setOnly(null)} />
            {programs.map((program) => (
              <FilterChip
                key={program.id}
                text={program.name}
                colour={program.colour}
                isOn={filter === program.id}
                onPress={() => setOnly(program.id)}
              />
            ))}
          </fieldset>
        ) : null}
        {exportMenu}
        <IconButton
          label={t("calls.clear")}
          icon={<ListX size={15} aria-hidden="true" />}
          isDisabled={view.calls.every((call) => call.end === null)}
          onClick={() => record.clear()}
        />
      </header>
      {count === 0 ? (
        <EmptyState title={t("calls.emptyTitle")} text={t("calls.emptyText")} />
      ) : shownCount === 0 ? (
        <EmptyState text={t("calls.emptyFilter")} />
      ) : (
        <CallList
          key={filter}
          calls={filtered ?? view.calls}
          count={shownCount}
          asOf={view.asOf}
          selected={selected}
        />
      )}
      <CallDetail />
    </section>
  );
}

interface FilterChipProps {
  text: string;
  colour?: number;
  isOn: boolean;
  onPress(): void;
}

function FilterChip({ text, colour, isOn, onPress }: FilterChipProps) {
  return (
    <button type="button" className="filter-chip" aria-pressed={isOn} data-colour={colour} onClick={onPress}>
      {colour === undefined ? null : <span className="program-dot" aria-hidden="true" />}
      {text}
    </button>
  );
}
