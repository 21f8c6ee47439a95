import { Copy, Download } from "lucide-react";
import { useMemo, useState } from "react";
import { copyText } from "../../shared/copy-text.js";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { formatSize } from "../../shared/format/format-size.js";
import { saveFile } from "../../shared/save-file.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { FormSwitch } from "./FormSwitch.js";
import { hexDump } from "./hex.js";
import { StreamRows } from "./StreamRows.js";
import { useStream } from "./stream-context.js";
import type { Talk } from "./talk.js";
import { bytesOfEnds, bytesOfItems, type Direction, turnsOf } from "./turns.js";
import { useTalkEnds } from "./use-talk-ends.js";
import { textOf } from "./utf8.js";

/** More than a clipboard is good for; a file has everything. */
const COPIED_BYTES = 256 * 1024;

/** A talk, its directions to choose from, and what is known to be missing. */
export function StreamView({ talk, packet }: { talk: Talk; packet: number | null }) {
  const { t } = useTranslation();
  const stream = useStream();
  const form = useModel(stream.store, (state) => state.form);
  const [direction, setDirection] = useState<Direction>(null);
  const [said, setSaid] = useState("");
  const items = useMemo(() => turnsOf(talk, direction), [talk, direction]);
  const counts = useMemo(() => bytesOfEnds(talk.pieces), [talk]);
  const ends = useTalkEnds(talk);

  const copy = async () => {
    const parts = bytesOfItems(items);
    const whole = parts.reduce((sum, { length }) => sum + length, 0);
    const bytes = new Uint8Array(await new Blob(parts).slice(0, COPIED_BYTES).arrayBuffer());
    const isCopied = await copyText(form === "text" ? textOf(bytes) : hexDump(bytes));
    const first = { size: formatSize(COPIED_BYTES) };
    if (!isCopied) setSaid(t("data.notCopied"));
    else setSaid(whole > bytes.length ? t("data.copiedFirst", first) : t("data.copied"));
  };
  const save = () => {
    const which = direction === null ? "" : direction === 0 ? "-a-to-b" : "-b-to-a";
    saveFile(`stream-${talk.stream ?? "of-calls"}${which}.bin`, new Blob(bytesOfItems(items)));
  };

  return (
    <>
      <div className="stream-bar">
        <fieldset className="stream-directions">
          <legend className="visually-hidden">{t("data.stream.direction")}</legend>
          {([null, 0, 1] as const).map((choice) => (
            <button
              key={String(choice)}
              type="button"
              className="filter-chip"
              aria-pressed={direction === choice}
              data-colour={choice === null ? undefined : (ends[choice].colour ?? "")}
              onClick={() => setDirection(choice)}
            >
              {choice === null ? (
                t("data.stream.both")
              ) : (
                <>
                  <span className="program-dot" aria-hidden="true" />
                  {t("data.stream.fromTo", {
                    from: ends[choice].name,
                    to: ends[choice === 0 ? 1 : 0].name,
                  })}
                  <span className="dim">{formatBytes(counts[choice])}</span>
                </>
              )}
            </button>
          ))}
        </fieldset>
        <span className="spacer" />
        <FormSwitch />
        <button type="button" className="button button-small" onClick={() => void copy()}>
          <Copy size={13} aria-hidden="true" />
          {t("data.copy")}
        </button>
        <button type="button" className="button button-small" onClick={save}>
          <Download size={13} aria-hidden="true" />
          {t("data.save")}
        </button>
      </div>
      <Notes talk={talk} />
      {items.length === 0 ? (
        <p className="stream-note">
          {t(talk.pieces.length === 0 ? "data.stream.empty" : "data.stream.emptyDirection")}
        </p>
      ) : (
        <StreamRows items={items} form={form} ends={ends} packet={packet} />
      )}
      <p role="status" className="stream-note stream-said">
        {said}
      </p>
    </>
  );
}

function Notes({ talk }: { talk: Talk }) {
  const { t } = useTranslation();
  const { source, evictedPackets, lostPackets, hasOlderCalls } = talk;
  const notes = [
    source === "calls" ? t("data.stream.fromCalls") : "",
    hasOlderCalls ? t("data.stream.olderCalls") : "",
    evictedPackets > 0 ? t("data.stream.evicted", { count: evictedPackets }) : "",
    lostPackets > 0 ? t("data.stream.lost", { count: lostPackets }) : "",
  ].filter((note) => note !== "");
  return notes.length === 0 ? null : <p className="stream-note">{notes.join(" ")}</p>;
}
