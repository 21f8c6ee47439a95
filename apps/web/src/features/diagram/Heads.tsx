import { ChevronDown } from "lucide-react";
import { Fragment } from "react";
import type { LabRecord } from "../../record/lab-record.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { Toolbar } from "../../shared/overlays/Toolbar.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import type { Column, LaneSplit } from "./columns.js";
import { useDiagram } from "./diagram-context.js";
import type { Layout } from "./diagram-layout.js";
import { hostPlaces } from "./host-places.js";
import { hostText } from "./host-spans.js";
import type { RowContext } from "./row-context.js";
import "./heads.css";

interface HeadsProps {
  layout: Layout;
  context: RowContext;
  headOf(column: Column): { name: string; more: string };
}

/** The lanes' names, which stay in sight: who stands where, and how each is to be shown. */
export function Heads({ layout, context, headOf }: HeadsProps) {
  const { t } = useTranslation();
  const { columns, geometry, isFolded } = layout;
  return (
    <Toolbar
      className={`diagram-heads ${layout.hosts.length === 0 ? "" : "diagram-heads-hosts"}`}
      style={{ width: geometry.width, height: layout.headsHeight }}
      aria-label={t("diagram.lanes")}
    >
      {hostPlaces(layout.hosts, {
        places: layout.stubs.places,
        width: geometry.width,
        fontPx: context.size.fontPx,
      }).map(({ host, line, text, name, address }) => (
        <Fragment key={host.first}>
          <span className="diagram-host-line" aria-hidden="true" style={line} />
          <span
            className="diagram-host"
            style={text}
            title={name === host.name && address !== null ? undefined : hostText(host)}
          >
            {name}
            {address === null ? null : <span className="dim"> {address}</span>}
          </span>
        </Fragment>
      ))}
      {columns.list.map((column, index) =>
        isFolded[index] ? null : <Head key={column.key} {...{ column, index, context, headOf }} />,
      )}
      {stubGroups(layout).map((group) => (
        <Stub key={columns.list[group[0] ?? 0]?.key} {...{ group, layout, context, headOf }} />
      ))}
    </Toolbar>
  );
}

interface HeadProps {
  column: Column;
  index: number;
  context: RowContext;
  headOf: HeadsProps["headOf"];
}

function Head({ column, index, context, headOf }: HeadProps) {
  const { t } = useTranslation();
  const { record } = useDiagram();
  const { geometry, programOfColumn, nameOfColumn } = context;
  const { name, more } = headOf(column);
  const life = record.lanes[column.lane]?.lives.at(-1);
  const isAlive = life !== undefined && life.endSeq === null;
  const isPart = column.part !== null;
  return (
    <div className="diagram-head" style={geometry.heads[index]}>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          className={`diagram-head-text ${isAlive ? "" : "diagram-head-ended"} ${isPart ? "diagram-head-part" : ""}`}
          data-colour={programOfColumn(index)?.colour ?? ""}
          aria-label={t("diagram.lane", { name: nameOfColumn(index) })}
        >
          <span>{name}</span>
          {geometry.hasFullHeads && more !== "" ? <span className="dim">{more}</span> : null}
          {geometry.hasFullHeads ? <ChevronDown size={12} aria-hidden="true" /> : null}
        </DropdownMenu.Trigger>
        <LaneMenu lane={column.lane} />
      </DropdownMenu.Root>
    </div>
  );
}

/** How a lane is shown. */
function LaneMenu({ lane }: { lane: number }) {
  const { t } = useTranslation();
  const { record, laneView } = useDiagram();
  const split = useModel(laneView.store, ({ splits }) => splits.get(lane) ?? null);
  const item = (value: LaneSplit | null, text: string, isDisabled = false) => (
    <DropdownMenu.RadioItem
      className="menu-item"
      value={value ?? ""}
      disabled={isDisabled}
      onSelect={() => laneView.split(lane, value)}
    >
      {text}
    </DropdownMenu.RadioItem>
  );
  return (
    <DropdownMenu.Content className="menu" align="start">
      <DropdownMenu.RadioGroup value={split ?? ""}>
        {item(null, t("diagram.laneWhole"))}
        {item("socket", t("diagram.lanePerSocket"))}
        {item("thread", t("diagram.lanePerThread"), !hasThreads(record, lane) && split !== "thread")}
      </DropdownMenu.RadioGroup>
      <DropdownMenu.Separator className="menu-separator" />
      <DropdownMenu.Item className="menu-item" onSelect={() => laneView.fold([lane], true)}>
        {t("diagram.foldLane")}
      </DropdownMenu.Item>
    </DropdownMenu.Content>
  );
}

interface StubProps {
  /** Columns beside each other. */
  group: readonly number[];
  layout: Layout;
  context: RowContext;
  headOf: HeadsProps["headOf"];
}

/** Lanes that are folded: a press opens them. */
function Stub({ group, layout: { columns, stubs }, context, headOf }: StubProps) {
  const { t } = useTranslation();
  const { laneView } = useDiagram();
  const [first = 0] = group;
  const places = group.flatMap((column) => stubs.places[column] ?? []);
  const left = places[0]?.left ?? 0;
  const { left: lastLeft, width: lastWidth } = places.at(-1) ?? { left, width: 0 };
  const names = group.map((column) => context.nameOfColumn(column));
  const column = columns.list[first];
  const lanes = group.flatMap((column) => columns.list[column]?.lane ?? []);
  const count = group.length;
  return (
    <button
      type="button"
      className="diagram-stub"
      style={{ left, width: lastLeft + lastWidth - left }}
      data-colour={count > 1 ? "" : (context.programOfColumn(first)?.colour ?? "")}
      aria-label={
        count > 1
          ? t("diagram.openLanes", { count, names: names.join(", ") })
          : t("diagram.openLane", { name: names[0] ?? "" })
      }
      title={names.join(", ")}
      onClick={() => laneView.fold(lanes, false)}
    >
      <span className={stubs.form === "upright" ? "diagram-stub-upright" : ""} aria-hidden="true">
        {stubs.form === "count" ? `×${count}` : column && headOf(column).name}
      </span>
    </button>
  );
}

/** Folded columns, apart where there is room for their names. */
function stubGroups({ columns, stubs, isFolded }: Layout): number[][] {
  const groups: number[][] = [];
  for (const index of columns.list.keys()) {
    if (!isFolded[index]) continue;
    const isNext = isFolded[index - 1] === true && stubs.form === "count";
    if (isNext) groups.at(-1)?.push(index);
    else groups.push([index]);
  }
  return groups;
}

function hasThreads(record: LabRecord, lane: number): boolean {
  return record.uses.of(lane).threads.size > 0;
}
