import { Search, X } from "lucide-react";
import { useSelection } from "../../record/record-context.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLaneNames } from "../programs/public.js";
import { useDiagram } from "./diagram-context.js";
import { entryKinds, everything, isFiltering } from "./entry-filter.js";

/** What the diagram shows: which kinds, whose, and what is searched for. */
export function FilterBar() {
  const { t } = useTranslation();
  const diagram = useDiagram();
  const selection = useSelection();
  const filter = useModel(diagram.store, (state) => state.filter);
  const lanes = useModel(diagram.store, (state) => state.lanes);
  const chosenSocket = useModel(selection.store, (state) => state.socket);
  const { programOfLane, nameOfLane } = useLaneNames(lanes);
  const socket = filter.socket ?? chosenSocket;

  return (
    <div className="diagram-filter">
      <fieldset className="filter">
        <legend className="visually-hidden">{t("diagram.filterKinds")}</legend>
        {entryKinds.map((kind) => {
          const isOn = filter.kinds.has(kind);
          return (
            <button
              key={kind}
              type="button"
              className="filter-chip"
              aria-pressed={isOn}
              onClick={() => diagram.setFilter({ kinds: toggled(filter.kinds, kind) })}
            >
              {t(`diagram.kinds.${kind}`)}
            </button>
          );
        })}
      </fieldset>
      {lanes.length < 2 ? null : (
        <fieldset className="filter diagram-filter-lanes">
          <legend className="visually-hidden">{t("diagram.filterProgram")}</legend>
          {lanes.map(({ id }) => (
            <button
              key={id}
              type="button"
              className="filter-chip"
              aria-pressed={filter.lane === id}
              data-colour={programOfLane(id)?.colour ?? ""}
              onClick={() => diagram.setFilter({ lane: filter.lane === id ? null : id })}
            >
              <span className="program-dot" aria-hidden="true" />
              {nameOfLane(id)}
            </button>
          ))}
        </fieldset>
      )}
      {socket === null ? null : (
        <button
          type="button"
          className="filter-chip"
          aria-pressed={filter.socket !== null}
          onClick={() => diagram.setFilter({ socket: filter.socket === null ? socket : null })}
        >
          {t("diagram.filterOneSocket")}
        </button>
      )}
      <span className="diagram-search">
        <Search size={13} aria-hidden="true" />
        <input
          type="search"
          aria-label={t("diagram.search")}
          placeholder={t("diagram.searchPlaceholder")}
          value={filter.text}
          onChange={(event) => diagram.setFilter({ text: event.target.value })}
        />
      </span>
      {isFiltering(filter) ? (
        <button type="button" className="filter-chip" onClick={() => diagram.setFilter(everything)}>
          <X size={12} aria-hidden="true" />
          {t("diagram.clearFilter")}
        </button>
      ) : null}
    </div>
  );
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
