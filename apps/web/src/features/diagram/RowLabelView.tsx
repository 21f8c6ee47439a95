import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain } from "../glossary/public.js";
import { Elapsed } from "../time/public.js";
import { type PlacedLabel, placeLabel } from "./place-label.js";
import type { RowContext } from "./row-context.js";
import type { RowLabel, Run } from "./run.js";
import "../../shared/cut-note.css";

/** What a row says, where it stands. */
export function RowLabelView({ label, context }: { label: RowLabel; context: RowContext }) {
  const { t } = useTranslation();
  const { geometry, size, nameOfColumn, programOfColumn } = context;
  const placed = placeLabel(label, geometry, size);
  if (label.place === "whole") return <Whole placed={placed} />;
  const said =
    label.place === "lane"
      ? `${nameOfColumn(label.column)}: `
      : `${t("diagram.fromTo", { from: nameOfColumn(label.from), to: nameOfColumn(label.to) })} `;
  const look =
    label.place === "lane"
      ? {
          className: `lane-label packet-${label.tone ?? "none"}`,
          "data-colour": programOfColumn(label.column)?.colour ?? "",
        }
      : { className: `packet-label packet-${label.tone} packet-label-${placed.anchor}` };
  return (
    <span {...look} style={styleOf(placed, geometry.width)} title={titleOf(label.runs, placed.runs)}>
      <span className="visually-hidden">{said}</span>
      {groups(placed.runs).map((runs, place) => (
        // A row may say one thing twice: the port of both ends.
        <RunGroup key={`${place} ${keyOf(runs)}`} runs={runs} />
      ))}
    </span>
  );
}

/** A pause is seen by its time; that packets are missing is said. */
function Whole({ placed: { runs, x } }: { placed: PlacedLabel }) {
  const isNote = runs.some(({ tone }) => tone === "note");
  return (
    <span
      className={isNote ? "packet-label packet-label-middle diagram-loss" : "diagram-whole"}
      style={{ left: x }}
    >
      {runs.map(({ text }) => text).join(" ")}
    </span>
  );
}

/** Runs that follow each other without a space are one word. */
function RunGroup({ runs }: { runs: readonly Run[] }) {
  const [first] = runs;
  if (first === undefined) return null;
  if (runs.length === 1) return <RunText run={first} />;
  return (
    <span>
      {runs.map((run) => (
        <RunText key={`${run.tone} ${run.text}`} run={run} />
      ))}
    </span>
  );
}

function RunText({ run }: { run: Run }): ReactNode {
  const { tone, text, term, sinceUs } = run;
  if (sinceUs !== undefined) return <Elapsed sinceUs={sinceUs} />;
  if (tone === "places")
    return (
      <span className="run-places" aria-hidden="true">
        {text}
      </span>
    );
  return (
    <Explain term={term} className={`run-${tone} ${lookOf(run)}`} isInList>
      {text}
    </Explain>
  );
}

/** Looks that other parts of the page have too. */
function lookOf({ tone, text }: Run): string {
  if (tone === "badge") return `state-badge state-${text.toLowerCase()}`;
  return tone === "note" ? "packet-note" : "";
}

function groups(runs: readonly Run[]): Run[][] {
  const grouped: Run[][] = [];
  for (const run of runs) {
    if (run.isJoined) grouped.at(-1)?.push(run);
    else grouped.push([run]);
  }
  return grouped;
}

function keyOf(runs: readonly Run[]): string {
  return runs.map(({ tone, text }) => `${tone} ${text}`).join();
}

/** What has been cut is said whole on hover. */
function titleOf(runs: readonly Run[], shown: readonly Run[]): string | undefined {
  return runs === shown ? undefined : runs.map(({ text }) => text).join(" ");
}

function styleOf({ x, anchor }: PlacedLabel, width: number): CSSProperties {
  if (anchor === "end") return { right: width - x };
  return { left: x };
}
