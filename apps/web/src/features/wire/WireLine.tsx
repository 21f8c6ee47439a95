import { useTranslation } from "../../shared/translation-context.js";
import { useMediaQuery } from "../../shared/use-media-query.js";
import { useModel } from "../../shared/use-model.js";
import { useHostTarget } from "../hosts/public.js";
import { useLab } from "../lab/public.js";
import type { PlacedPacket } from "./motion.js";
import { WireLane } from "./WireLane.js";
import { useWire } from "./wire-context.js";
import "./wire-line.css";

interface WireLineProps {
  placed: ReadonlyMap<string, readonly PlacedPacket[]>;
  nowUs: number;
}

/** Two hosts and the wire between them, with what is on it. */
export function WireLine({ placed, nowUs }: WireLineProps) {
  const { t } = useTranslation();
  const { pair } = useWire();
  const [a, b] = pair;
  const isInWords = useMediaQuery("(prefers-reduced-motion: reduce)");
  const lane = { nowUs, isInWords };
  return (
    <div className="wire-line" data-words={isInWords ? "" : undefined}>
      <Host name={a} />
      <ul className="wire-lanes" aria-label={t("wire.inFlight")}>
        <WireLane {...lane} from={a} to={b} packets={placed.get(`${a} ${b}`) ?? []} isBackwards={false} />
        <WireLane {...lane} from={b} to={a} packets={placed.get(`${b} ${a}`) ?? []} isBackwards />
      </ul>
      <Host name={b} />
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
    <div className="wire-host" {...target}>
      <strong className="ellipsis">{name}</strong>
      {address === undefined ? null : <span className="dim ellipsis">{address}</span>}
    </div>
  );
}
