import { Download, Trash2 } from "lucide-react";
import { formatSize } from "../../shared/format/format-size.js";
import { IconButton } from "../../shared/IconButton.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { PageFile } from "./file-storage.js";
import { savePageFile } from "./save-page-file.js";

interface FileRowProps {
  file: PageFile;
  /** The program that changed it last, while the page has one of that name. */
  author: Program | undefined;
  onView(): void;
  onDelete(): void;
}

/** A file of the shared folder: who changed it last, and what can be done with it. */
export function FileRow({ file, author, onView, onDelete }: FileRowProps) {
  const { t } = useTranslation();
  const { path, data, by } = file;
  return (
    <li className="file-row">
      <button
        type="button"
        className="file-name ellipsis"
        title={path}
        aria-label={t("files.view", { path })}
        onClick={onView}
      >
        {path}
      </button>
      <span className="file-author" data-colour={author?.colour}>
        {author === undefined ? null : <span className="program-dot" aria-hidden="true" />}
        <span className="ellipsis">
          <span className="visually-hidden">{t("files.changedBy")} </span>
          {by ?? t("files.you")}
        </span>
      </span>
      <span className="file-size">{formatSize(data.length)}</span>
      <IconButton
        label={t("files.download", { path })}
        icon={<Download size={14} aria-hidden="true" />}
        onClick={() => savePageFile(file)}
      />
      <IconButton
        label={t("files.delete", { path })}
        icon={<Trash2 size={14} aria-hidden="true" />}
        onClick={onDelete}
      />
    </li>
  );
}
