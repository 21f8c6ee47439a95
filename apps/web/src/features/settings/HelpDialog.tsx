import { DialogClose } from "../../shared/DialogClose.js";
import { keys } from "../../shared/keys.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import { useTranslation } from "../../shared/translation-context.js";
import "./help-dialog.css";

export function HelpDialog({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  const { t } = useTranslation();
  const rows = [
    [keys.run, t("help.runFocused")],
    [keys.stop, t("help.stopFocused")],
    [keys.runAll, t("help.runAll")],
    [keys.stepOver, t("help.stepOver")],
    [keys.stepInto, t("help.stepInto")],
    [keys.stepToCall, t("help.stepToCall")],
    [keys.resume, t("help.resume")],
    [keys.breakpoint, t("help.breakpoint")],
    [keys.leaveEditor, t("help.leaveEditor")],
    ["↑ ↓", t("help.selectCall")],
    ["Enter", t("help.goToLine")],
    [keys.help, t("help.thisHelp")],
  ] as const;
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Content className="dialog" aria-describedby="help-about">
        <Dialog.Title>{t("help.title")}</Dialog.Title>
        <dl className="key-list">
          {rows.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p id="help-about" className="dim">
          {t("help.about")}
        </p>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}
