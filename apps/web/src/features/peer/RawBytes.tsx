import { Download } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { formatBytes } from "../../shared/format/format-bytes.js";
import { formatSize } from "../../shared/format/format-size.js";
import { IconButton } from "../../shared/IconButton.js";
import { saveFile } from "../../shared/save-file.js";
import { useTranslation } from "../../shared/translation-context.js";
import { Utf8Text } from "../stream/public.js";
import { rawLines } from "./raw-lines.js";

/** Bytes and lines that are shown: a head and the beginning of a page. What is saved is whole. */
const MAX_BYTES = 16 * 1024;
const MAX_LINES = 500;

interface RawBytesProps {
  title: string;
  bytes: Uint8Array;
  fileName: string;
  note?: ReactNode;
}

/** Bytes as text, a line each, with what ends each line to be seen. */
export function RawBytes({ title, bytes, fileName, note }: RawBytesProps) {
  const { t } = useTranslation();
  const shown = useMemo(() => bytes.subarray(0, MAX_BYTES), [bytes]);
  const lines = useMemo(() => rawLines(shown, MAX_LINES), [shown]);
  return (
    <section className="peer-raw" aria-label={title}>
      <div className="peer-raw-head quiet-buttons">
        <h3>{title}</h3>
        <span className="dim">{formatBytes(bytes.length)}</span>
        {note}
        <span className="spacer" />
        {bytes.length === 0 ? null : (
          <IconButton
            label={`${t("peer.save")}: ${title}`}
            icon={<Download size={14} aria-hidden="true" />}
            onClick={() => saveFile(fileName, new Blob([new Uint8Array(bytes)]))}
          />
        )}
      </div>
      {bytes.length === 0 ? (
        <p className="peer-note">{t("peer.http.nothingYet")}</p>
      ) : (
        // A region that scrolls has to be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        <div className="peer-raw-bytes" tabIndex={0}>
          {lines.map(({ from, to, end }) => (
            <div key={from} className="peer-raw-line">
              <Utf8Text bytes={shown} from={from} to={to} />
              {end === "" ? null : (
                <span className="peer-line-end" title={t("peer.http.ends")}>
                  {end}
                </span>
              )}
            </div>
          ))}
          {isCut(bytes, lines.at(-1)?.to ?? 0) ? (
            <p className="peer-note">{t("peer.http.cut", { size: formatSize(lines.at(-1)?.to ?? 0) })}</p>
          ) : null}
        </div>
      )}
    </section>
  );
}

function isCut(bytes: Uint8Array, shownBytes: number): boolean {
  return bytes.length > shownBytes + 2;
}
