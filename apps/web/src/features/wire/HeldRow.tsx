import type { HandAction, WireCause } from "@sockpit/protocol";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import type { DragEvent, KeyboardEvent } from "react";
import { useRecord, useSelection } from "../../record/record-context.js";
import { IconButton } from "../../shared/IconButton.js";
import type { Translate } from "../../shared/translation.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useProgramOfPid } from "../programs/public.js";
import { Elapsed } from "../time/public.js";
import type { HeldPacket } from "./held-packets.js";
import { longLabel } from "./packet-words.js";
import { useWire } from "./wire-context.js";

interface HeldRowProps {
  held: HeldPacket;
  /** All that are held of its direction. */
  order: readonly number[];
  place: number;
  /** Those that came before it and go after it. */
  passes: readonly number[];
  /** The one that it says again, and those that say it again. */
  repeatOf: number | undefined;
  repeatedBy: readonly number[];
  onFocusRow(place: number): void;
}

const DRAGGED = "application/x-sockpit-packet";
const keyActions: Readonly<Record<string, HandAction>> = {
  enter: "release",
  r: "release",
  d: "drop",
  delete: "drop",
  "2": "duplicate",
};

/** A packet that is held: what it is, why and since when, and what may become of it. */
export function HeldRow(props: HeldRowProps) {
  const { held, order, place, passes, repeatOf, repeatedBy, onFocusRow } = props;
  const { t } = useTranslation();
  const { model, canAct } = useWire();
  const selection = useSelection();
  const { record } = useRecord();
  const programOfPid = useProgramOfPid();
  const isChosen = useModel(
    selection.store,
    ({ chosen }) => chosen?.kind === "packet" && chosen.packet === held.entry.packet.packet,
  );
  const { packet, from } = held.entry.packet;
  const owner = from === null ? null : record.sockets.ownerOf(from);
  const colour = owner === null ? undefined : programOfPid(owner)?.colour;
  const text = longLabel(held.entry);
  const act = (action: HandAction) => {
    void model.act(packet, action);
    onFocusRow(place < order.length - 1 ? place + 1 : place - 1);
  };
  const move = (to: number) => {
    model.move(order, packet, to);
    // After the list has been drawn in its new order.
    requestAnimationFrame(() => onFocusRow(to));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    const { key, altKey, ctrlKey, metaKey, target, currentTarget } = event;
    if (ctrlKey || metaKey || !canAct) return;
    const isRow = target instanceof HTMLElement && target.hasAttribute("data-row");
    if (key === "ArrowUp" || key === "ArrowDown") {
      const next = place + (key === "ArrowUp" ? -1 : 1);
      if (next < 0 || next >= order.length) return;
      event.preventDefault();
      if (altKey) move(next);
      else onFocusRow(next);
      return;
    }
    const action = altKey ? undefined : keyActions[key.toLowerCase()];
    // Enter on another button of the row presses that one.
    if (action === undefined || (key === "Enter" && !isRow)) return;
    event.preventDefault();
    event.stopPropagation();
    if (currentTarget.contains(target as Node)) act(action);
  };
  return (
    <li
      className="wire-held-row"
      data-chosen={isChosen ? "" : undefined}
      draggable={canAct}
      onKeyDown={onKeyDown}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(DRAGGED, String(packet));
        dataTransfer.effectAllowed = "move";
      }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
      }}
      onDrop={(event) => model.move(order, draggedOf(event), place)}
    >
      <GripVertical className="wire-grip" size={14} aria-hidden="true" />
      <button
        type="button"
        data-row=""
        className="wire-held-name"
        aria-label={t("wire.held.item", { packet, text })}
        title={t("wire.held.keys")}
        onClick={() => selection.choose({ kind: "packet", packet })}
      >
        <span className="program-dot" data-colour={colour} />
        <span className="wire-number">{packet}</span>
        <span className="ellipsis">{text}</span>
      </button>
      <span className="wire-held-says">
        {t(becauseKey(held.place.cause), { rule: ruleOf(held.place.cause) })} ·{" "}
        <Elapsed sinceUs={held.place.sinceUs} />
        {saysMore(t, { passes, repeatOf, repeatedBy }).map((says) => (
          <span key={says} className="wire-held-more">
            {says}
          </span>
        ))}
      </span>
      {canAct ? (
        <span className="wire-held-actions quiet-buttons">
          <IconButton
            label={t("wire.held.ahead")}
            keys="Alt+↑"
            icon={<ArrowUp size={14} aria-hidden="true" />}
            isDisabled={place === 0}
            onClick={() => move(place - 1)}
          />
          <IconButton
            label={t("wire.held.behind")}
            keys="Alt+↓"
            icon={<ArrowDown size={14} aria-hidden="true" />}
            isDisabled={place === order.length - 1}
            onClick={() => move(place + 1)}
          />
          {(["release", "drop", "duplicate"] as const).map((action) => (
            <button
              key={action}
              type="button"
              className={`button button-small ${action === "release" ? "button-primary" : ""}`}
              onClick={() => act(action)}
            >
              {t(`wire.held.${action}`)}
            </button>
          ))}
        </span>
      ) : null}
    </li>
  );
}

/** The number of the packet that is dropped on a row. */
function draggedOf(event: DragEvent): number {
  event.preventDefault();
  return Number(event.dataTransfer.getData(DRAGGED));
}

function becauseKey({ by }: WireCause) {
  return by === "setting" || by === "rule" ? (`wire.held.because.${by}` as const) : "wire.held.because.other";
}

function ruleOf(cause: WireCause): string {
  return cause.by === "rule" ? cause.rule : "";
}

function saysMore(
  t: Translate,
  { passes, repeatOf, repeatedBy }: Pick<HeldRowProps, "passes" | "repeatOf" | "repeatedBy">,
): string[] {
  return [
    ...(passes.length > 0 ? [t("wire.held.passes", { packets: passes.join(", ") })] : []),
    ...(repeatOf === undefined ? [] : [t("wire.held.isAgain", { packet: repeatOf })]),
    ...(repeatedBy.length > 0 ? [t("wire.held.again", { packet: repeatedBy.join(", ") })] : []),
  ];
}
