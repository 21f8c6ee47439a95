import { Download } from "lucide-react";
import { useMemo } from "react";
import { DialogClose } from "../../shared/DialogClose.js";
import { formatSize } from "../../shared/format/format-size.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import { useTranslation } from "../../shared/translation-context.js";
import { previewFile } from "./file-preview.js";
import type { PageFile } from "./file-storage.js";
import { savePageFile } from "./save-page-file.js";

/** Shows a file: text as text, anything else byte by byte. */
export function FileDialog({ file, onClose }: { file: PageFile; onClose(): void }) {
  const { t, language } = useTranslation();
  const { path, data, modifiedMs, by } = file;
  const preview = useMemo(() => previewFile(data), [data]);
  const modifiedAt = new Date(modifiedMs).toLocaleString(language);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Content className="dialog dialog-file" aria-describedby="file-facts">
        <Dialog.Title className="file-title">{path}</Dialog.Title>
        <p id="file-facts" className="dim">
          {t("files.facts", { size: formatSize(data.length), by: by ?? t("files.you"), at: modifiedAt })}
        </p>
        {data.length === 0 ? (
          <p className="file-note">{t("files.noBytes")}</p>
        ) : (
          // A region that scrolls has to be reachable by keyboard.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
          <pre className={`file-content file-${preview.kind}`} tabIndex={0}>
            {preview.text}
          </pre>
        )}
        {preview.shownBytes < data.length ? (
          <p className="file-note">{t("files.cut", { size: formatSize(preview.shownBytes) })}</p>
        ) : null}
        <button type="button" className="button" onClick={() => savePageFile(file)}>
          <Download size={14} aria-hidden="true" />
          {t("files.save")}
        </button>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
