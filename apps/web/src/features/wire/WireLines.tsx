import { useTranslation } from "../../shared/translation-context.js";
import { useMediaQuery } from "../../shared/use-media-query.js";
import { useModel } from "../../shared/use-model.js";
import { useHostTarget } from "../hosts/public.js";
import { useLab } from "../lab/public.js";
import type { PlacedPacket } from "./motion.js";
import { WireLane } from "./WireLane.js";
import { pairsOf, useWire } from "./wire-context.js";
import "./wire-line.css";

interface WireLinesProps {
  placed: ReadonlyMap<string, readonly PlacedPacket[]>;
  nowUs: number;
}

/** The wire, with what is on it: a line for each two hosts, so that each packet is between the two that it concerns. */
export function WireLines({ placed, nowUs }: WireLinesProps) {
  const { t } = useTranslation();
  const { hosts } = useWire();
  const isInWords = useMediaQuery("(prefers-reduced-motion: reduce)");
  const lane = { nowUs, isInWords };
  return (
    <div className="wire-lines" data-hosts={hosts.length}>
      {pairsOf(hosts).map(([a, b]) => (
        <div key={`${a} ${b}`} className="wire-line" data-words={isInWords ? "" : undefined}>
          <Host name={a} />
          <ul className="wire-lanes" aria-label={t("wire.between", { a, b })}>
            <WireLane {...lane} from={a} to={b} packets={placed.get(`${a} ${b}`) ?? []} isBackwards={false} />
            <WireLane {...lane} from={b} to={a} packets={placed.get(`${b} ${a}`) ?? []} isBackwards />
          </ul>
          <Host name={b} />
        </div>
      ))}
    </div>
  );
}

function Host({ name }: { name: string }) {
  const address = useModel(
    useLab().session.store,
    ({ lab }) => lab?.hosts?.find((host) => host.name === name)?.addresses[0],
  );
  const target = useHostTarget(name);
  return (
    <div className="wire-host" title={`${name} ${address ?? ""}`.trimEnd()} {...target}>
      <strong className="ellipsis">{name}</strong>
      {address === undefined ? null : <span className="wire-address dim ellipsis">{address}</span>}
    </div>
  );
}
