import { formatEndpoint } from "@sockpit/protocol";
import { useMemo } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useStream } from "./stream-context.js";
import type { KnownStream } from "./stream-model.js";

/** Streams to choose from; the newest, where there are many. */
const MAX_CHOICES = 200;

/** Goes from one stream to another. */
export function StreamChoice() {
  const { t } = useTranslation();
  const stream = useStream();
  const phase = useModel(stream.store, (state) => state.phase);
  const shown = phase.kind === "open" ? phase.talk.stream : phase.kind === "closed" ? null : phase.stream;
  const choices = useMemo(() => (shown === null ? [] : stream.known().slice(-MAX_CHOICES)), [stream, shown]);
  if (shown === null || choices.length < 2) return null;
  return (
    <select
      className="stream-choice"
      aria-label={t("data.stream.which")}
      value={shown}
      onChange={(event) => void stream.followStream(Number(event.target.value))}
    >
      {choices.some((choice) => choice.stream === shown) ? null : <option value={shown}>{shown}</option>}
      {choices.map((choice) => (
        <option key={choice.stream} value={choice.stream}>
          {t("data.stream.choice", { number: choice.stream, ...endsOf(choice) })}
        </option>
      ))}
    </select>
  );
}

function endsOf({ newest: { packet } }: KnownStream) {
  const [one, other] = [formatEndpoint(packet.source) ?? "", formatEndpoint(packet.destination) ?? ""];
  // The same whichever end sent the newest packet.
  const [a, b] = one < other ? [one, other] : [other, one];
  return { protocol: packet.protocol, a, b };
}
