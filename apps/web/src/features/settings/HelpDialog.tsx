import { useState } from "react";
import { copyText } from "../../shared/copy-text.js";
import { DialogClose } from "../../shared/DialogClose.js";
import { keys } from "../../shared/keys.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useLab } from "../lab/public.js";
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
    [keys.find, t("help.find")],
    [keys.comment, t("help.comment")],
    [keys.complete, t("help.complete")],
    [keys.save, t("help.save")],
    [keys.commands, t("help.commands")],
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
        <div className="help-links">
          <a className="source-link" href="/docs/commands" target="_blank" rel="noreferrer">
            {t("help.calls")}
          </a>
          <a className="source-link" href="/docs" target="_blank" rel="noreferrer">
            {t("help.reference")}
          </a>
          <ReportButton />
        </div>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

/** What who gets a report of a problem will ask for: a server has an address for it where its operator gives one. */
function ReportButton() {
  const { t, language } = useTranslation();
  const { session } = useLab();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    const { health, lab, phase } = session.store.getState();
    const facts = {
      server: health?.version,
      network: lab?.network,
      lab: lab?.id,
      connection: phase.kind,
      language,
      browser: navigator.userAgent,
      window: `${innerWidth}×${innerHeight} at ${devicePixelRatio}`,
    };
    setIsCopied(await copyText(JSON.stringify(facts, null, 2)));
  };
  return (
    <button type="button" className="button button-small" onClick={() => void copy()}>
      {t(isCopied ? "help.copied" : "help.report")}
    </button>
  );
}
