import { fileLimits } from "@sockpit/python";
import { DialogClose } from "../../shared/DialogClose.js";
import { formatSize } from "../../shared/format/format-size.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { Opened } from "./open-folder.js";
import "./projects.css";

/** Lines of the list; a folder may have thousands that do not fit. */
const MAX_LISTED = 20;

/** Says what of a folder has not become part of the project; nothing where all has. */
export function OpenedDialog({ opened, onClose }: { opened: Opened; onClose(): void }) {
  const { t } = useTranslation();
  if (opened.kind === "opened" && opened.leftOut.length === 0) return null;
  const limits = {
    file: formatSize(fileLimits.fileBytes),
    all: formatSize(fileLimits.allBytes),
    files: fileLimits.files,
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content role="alertdialog" className="dialog project-form">
        {opened.kind === "opened" ? (
          <>
            <Dialog.Title>{t("projects.leftOutTitle", { count: opened.leftOut.length })}</Dialog.Title>
            <ul className="left-out">
              {opened.leftOut.slice(0, MAX_LISTED).map(({ path, rule }) => (
                <li key={path}>
                  <code>{path}</code> {t(`projects.leftOut.${rule}`, limits)}
                </li>
              ))}
            </ul>
            {opened.leftOut.length > MAX_LISTED ? (
              <p className="dim">
                {t("projects.leftOutMore", { count: opened.leftOut.length - MAX_LISTED })}
              </p>
            ) : null}
          </>
        ) : (
          <>
            <Dialog.Title>{t(`projects.${opened.kind}Title`, { name: opened.name })}</Dialog.Title>
            <p className="dim">{t(`projects.${opened.kind}Text`)}</p>
          </>
        )}
        <div className="project-actions">
          <Dialog.Close className="button button-primary">{t("shared.close")}</Dialog.Close>
        </div>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
