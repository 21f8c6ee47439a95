import { limits } from "@sockpit/protocol";
import { DialogClose } from "../../../shared/DialogClose.js";
import { formatSize } from "../../../shared/format/format-size.js";
import { Dialog } from "../../../shared/overlays/Dialog.js";
import { useTranslation } from "../../../shared/translation-context.js";
import { MistakeList } from "./MistakeList.js";
import type { Refused } from "./read-text.js";

/** Why a scenario was not opened. */
export function RefusedDialog({ refused, onClose }: { refused: Refused; onClose(): void }) {
  const { t } = useTranslation();
  const { file } = refused;
  const values = {
    file,
    size: formatSize(limits.scenarioBytes),
    detail: refused.kind === "mistakes" ? "" : (refused.detail ?? ""),
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content role="alertdialog" className="dialog scenario-refused">
        <Dialog.Title>{t("scenario.refused.title", { file })}</Dialog.Title>
        {refused.kind === "mistakes" ? (
          <>
            <p className="dim">{t("scenario.refused.mistakes", { count: refused.problems.length })}</p>
            <MistakeList text={refused.text} problems={refused.problems} />
          </>
        ) : (
          <p>{t(`scenario.refused.${refused.kind}`, values)}</p>
        )}
        <div className="project-actions">
          <Dialog.Close className="button button-primary">{t("shared.close")}</Dialog.Close>
        </div>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
