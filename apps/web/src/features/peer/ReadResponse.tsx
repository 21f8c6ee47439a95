import { Check } from "lucide-react";
import { useMemo } from "react";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { formatSize } from "../../shared/format/format-size.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Utf8Text } from "../stream/public.js";
import { FaultList } from "./FaultList.js";
import type { ShownAnswer } from "./http-model.js";

/** Bytes of a body that are shown. */
const MAX_BODY = 16 * 1024;

/** An answer in its parts, and what is wrong with it. */
export function ReadResponse({ answer: { response }, isOver }: { answer: ShownAnswer; isOver: boolean }) {
  const { t } = useTranslation();
  const { statusLine, headers, body, faults, isComplete } = response;
  const shown = useMemo(() => body.subarray(0, MAX_BODY), [body]);
  return (
    <section className="peer-raw" aria-label={t("peer.http.read")}>
      <div className="peer-raw-head">
        <h3>{t("peer.http.read")}</h3>
        {isOver && isComplete && faults.length === 0 ? (
          <span className="peer-well-formed">
            <Check size={13} aria-hidden="true" />
            {t("peer.http.noFaults")}
          </span>
        ) : null}
      </div>
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
      <div className="peer-read" tabIndex={0}>
        {faults.length === 0 ? null : <FaultList faults={faults} />}
        {statusLine === undefined ? null : (
          <p className="peer-status" data-class={Math.floor(statusLine.code / 100)}>
            <strong>{statusLine.code === 0 ? "—" : statusLine.code}</strong> {statusLine.reason}{" "}
            <span className="dim">{statusLine.version}</span>
          </p>
        )}
        {headers.length === 0 ? null : (
          <dl className="peer-headers">
            {headers.map(({ name, value }, index) => (
              <div key={index}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {body.length === 0 ? null : (
          <>
            <p className="peer-body-title">
              {t("peer.http.bodyRead")} <span className="dim">{formatBytes(body.length)}</span>
            </p>
            <pre className="peer-body-text">
              <Utf8Text bytes={shown} from={0} to={shown.length} />
            </pre>
            {body.length > MAX_BODY ? (
              <p className="peer-note">{t("peer.http.cut", { size: formatSize(MAX_BODY) })}</p>
            ) : null}
          </>
        )}
      </div>
    </section>
  );
}
