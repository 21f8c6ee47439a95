import { useTranslation } from "../../shared/translation-context.js";
import { useView } from "../time/public.js";
import { CallLink } from "./CallLink.js";

/** For a call on a Unix socket: the calls at the other end that took what it gave, or gave what it took. */
export function Counterparts({ call }: { call: number }) {
  const { t } = useTranslation();
  const entry = useView().findCall(call);
  if (entry === undefined || entry.takers.length + entry.givers.length === 0) return null;
  return (
    <p className="call-detail-text">
      {t("calls.noPacketsBetween")}{" "}
      {entry.givers.map((giver) => (
        <span key={giver}>
          {t("calls.givenBy")} <CallLink call={giver} />{" "}
        </span>
      ))}
      {entry.takers.map((taker) => (
        <span key={taker}>
          {t("calls.takenBy")} <CallLink call={taker} />{" "}
        </span>
      ))}
    </p>
  );
}
