import { Copy, Download } from "lucide-react";
import { useState } from "react";
import { copyText } from "../../shared/copy-text.js";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { IconButton } from "../../shared/IconButton.js";
import { saveFile } from "../../shared/save-file.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { FollowButton } from "./FollowButton.js";
import { FormSwitch } from "./FormSwitch.js";
import { HexRow } from "./HexRow.js";
import { hexDump } from "./hex.js";
import type { Payload } from "./payload.js";
import { useStream } from "./stream-context.js";
import type { Form } from "./talk-rows.js";
import { Utf8Text } from "./Utf8Text.js";
import { readUtf8, textOf } from "./utf8.js";
import "./stream.css";

interface PayloadViewProps {
  payload: Payload;
  /** What a saved file is called. */
  fileName: string;
  /** Whether the payload is a packet's, which its stream has whole. */
  isPacket?: boolean;
  /** Goes to the stream that it is part of. */
  onFollow(): void;
}

/** What a call or a packet carries: as text, hex digits or both, to copy and to save. */
export function PayloadView({ payload, fileName, isPacket = false, onFollow }: PayloadViewProps) {
  const { t } = useTranslation();
  const stream = useStream();
  const form = useModel(stream.store, (state) => state.form);
  const [said, setSaid] = useState("");
  const { bytes, wholeBytes } = payload;
  const copy = async () => {
    const isCopied = await copyText(form === "text" ? textOf(bytes) : hexDump(bytes));
    setSaid(t(isCopied ? "data.copied" : "data.notCopied"));
  };
  const size = { shown: formatBytes(bytes.length), whole: formatBytes(wholeBytes) };
  return (
    <section className="payload" aria-label={t("data.title")}>
      <div className="payload-bar">
        <span className="dim">
          {t("data.title")} · {size.whole}
        </span>
        <FormSwitch />
        <IconButton
          label={t("data.copy")}
          icon={<Copy size={14} aria-hidden="true" />}
          onClick={() => void copy()}
        />
        <IconButton
          label={t("data.save")}
          icon={<Download size={14} aria-hidden="true" />}
          onClick={() => saveFile(fileName, new Blob([new Uint8Array(bytes)]))}
        />
        <FollowButton onFollow={onFollow} />
        <span role="status" className="dim">
          {said}
        </span>
      </div>
      <PayloadBytes bytes={bytes} form={form} />
      {bytes.length < wholeBytes ? (
        <p className="call-detail-text">{t(isPacket ? "data.cutInPacket" : "data.cut", size)}</p>
      ) : null}
      <BrokenNotes payload={payload} />
    </section>
  );
}

function PayloadBytes({ bytes, form }: { bytes: Uint8Array; form: Form }) {
  if (form === "text") {
    return (
      <p className="payload-text">
        <Utf8Text bytes={bytes} from={0} to={bytes.length} />
      </p>
    );
  }
  const bytesARow = 16;
  const starts = Array.from({ length: Math.ceil(bytes.length / bytesARow) }, (_, row) => row * bytesARow);
  return (
    <div className="payload-hex">
      {starts.map((start) => {
        const place = { bytes, start, end: Math.min(bytes.length, start + bytesARow), bytesARow };
        return (
          <div key={start} className="hex-row">
            <HexRow place={place} offset={start} hasText={form === "both"} />
          </div>
        );
      })}
    </div>
  );
}

/** In words, where characters are broken. What the trace cut off is not the data's own end. */
function BrokenNotes({ payload: { bytes, wholeBytes } }: { payload: Payload }) {
  const { t } = useTranslation();
  const parts = readUtf8({ bytes, from: 0, to: bytes.length });
  const counts = { begins: 0, ends: 0, invalid: 0 };
  for (const part of parts) if (part.kind === "broken") counts[part.why] += part.bytes.length;
  // Where nothing is text, it goes without saying that none of it is.
  if (counts.invalid > bytes.length / 4) return null;
  const notes = [
    counts.begins === 0 ? "" : t("data.begins", { count: counts.begins }),
    counts.ends === 0 || bytes.length < wholeBytes ? "" : t("data.ends", { count: counts.ends }),
    counts.invalid === 0 ? "" : t("data.invalid", { count: counts.invalid }),
  ].filter((note) => note !== "");
  return notes.length === 0 ? null : <p className="call-detail-text">{notes.join(" ")}</p>;
}
