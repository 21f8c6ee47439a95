import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { HeldPackets } from "./HeldPackets.js";
import { heldOf } from "./held-packets.js";
import type { PlacedPacket } from "./motion.js";
import { directionsOf, settingsOf, useWire } from "./wire-context.js";

/** The packets that are held, by direction. Where many directions hold and have none, one sentence says so. */
export function AllHeld({ placed }: { placed: ReadonlyMap<string, readonly PlacedPacket[]> }) {
  const { t } = useTranslation();
  const { model, configuration, hosts } = useWire();
  const { acted } = useModel(model.store, (state) => state);
  const directions = directionsOf(hosts).map(({ from, to }) => {
    const packets = placed.get(`${from} ${to}`) ?? [];
    const hasHeld = heldOf(packets, (packet) => acted.has(packet)).size > 0;
    const isHolding = settingsOf(configuration, { from, to })?.settings.isHolding === true;
    return { from, to, packets, hasHeld, isHolding };
  });
  const isBrief = hosts.length > 2 && directions.filter(({ isHolding }) => isHolding).length > 1;
  const hasNone = directions.every(({ hasHeld }) => !hasHeld);
  return (
    <>
      {isBrief && hasNone ? (
        <p className="wire-held-none">
          <strong>{t("wire.held.count", { count: 0 })}</strong>{" "}
          <span className="dim">{t("wire.held.none")}</span>
        </p>
      ) : null}
      {directions
        .filter(({ hasHeld, isHolding }) => hasHeld || (isHolding && !isBrief))
        .map(({ from, to, packets }) => (
          <HeldPackets key={`${from} ${to}`} from={from} to={to} packets={packets} />
        ))}
    </>
  );
}
