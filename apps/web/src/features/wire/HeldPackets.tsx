import { useRef } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { HeldRow } from "./HeldRow.js";
import { type HeldPacket, heldOf, repeatsOf } from "./held-packets.js";
import { passedBy } from "./hold-order.js";
import type { PlacedPacket } from "./motion.js";
import { settingsOf, useWire } from "./wire-context.js";
import "./held.css";

/** Rows that are listed of a direction. */
const MOST_LISTED = 50;

interface HeldPacketsProps {
  from: string;
  to: string;
  packets: readonly PlacedPacket[];
}

/** The packets of a direction that are held, in the order in which they are to be let go. */
export function HeldPackets({ from, to, packets }: HeldPacketsProps) {
  const { t } = useTranslation();
  const { model, configuration, canAct } = useWire();
  const list = useRef<HTMLOListElement>(null);
  const { acted } = useModel(model.store, (state) => state);
  const held = heldOf(packets, (packet) => acted.has(packet));
  const isHolding = settingsOf(configuration, { from, to })?.settings.isHolding === true;
  if (held.size === 0 && !isHolding) return null;
  const order = model.ordered([...held.keys()]).filter((packet) => held.has(packet));
  const repeats = repeatsOf(held.values());
  const focusRow = (place: number) => {
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [];
    rows[Math.min(Math.max(place, 0), rows.length - 1)]?.focus();
  };
  return (
    <section className="wire-held" aria-label={t("wire.held.title", { from, to })}>
      <header className="wire-held-head">
        <span>
          <strong>
            {t("wire.direction", { from, to })} · {t("wire.held.count", { count: held.size })}
          </strong>
          {held.size === 0 ? <span className="dim"> {t("wire.held.none")}</span> : null}
        </span>
        {order.length > 1 && canAct ? (
          <button type="button" className="button button-small" onClick={() => void model.releaseAll(order)}>
            {t("wire.held.releaseAll")}
          </button>
        ) : null}
      </header>
      {held.size === 0 ? null : (
        <ol ref={list} className="wire-held-list" aria-label={t("wire.held.list", { from, to })}>
          {order.slice(0, MOST_LISTED).map((number, place) => (
            <HeldRow
              key={number}
              held={held.get(number) as HeldPacket}
              order={order}
              place={place}
              passes={passedBy(order, number)}
              repeatOf={repeats.get(number)}
              repeatedBy={[...repeats].filter(([, first]) => first === number).map(([repeat]) => repeat)}
              onFocusRow={focusRow}
            />
          ))}
        </ol>
      )}
      {order.length > MOST_LISTED ? (
        <p className="dim">{t("wire.held.more", { count: order.length - MOST_LISTED })}</p>
      ) : null}
    </section>
  );
}
