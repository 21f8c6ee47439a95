import { useState } from "react";
import { useLab } from "../features/lab/public.js";
import { copyText } from "../shared/copy-text.js";
import { DialogClose } from "../shared/DialogClose.js";
import { keys } from "../shared/keys.js";
import { Dialog } from "../shared/overlays/Dialog.js";
import { useTranslation } from "../shared/translation-context.js";
import { useModel } from "../shared/use-model.js";
import { pageActions, targetProgram } from "./actions/page-actions.js";
import { useApp } from "./app-context.js";
import "./help-dialog.css";

/** All keys: those of the page's actions, and those that only a part of it has. */
export function HelpDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const app = useApp();
  const actions = pageActions(app, targetProgram(app)).flatMap(({ keys, title, name }): KeyRow[] =>
    keys === undefined ? [] : [[keys, t(title, { name })]],
  );
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog" aria-describedby="help-about">
        <Dialog.Title>{t("help.title")}</Dialog.Title>
        <KeyList rows={actions} />
        <p className="dim">{t("help.focus")}</p>
        <h3>{t("help.editor")}</h3>
        <KeyList
          rows={[
            [keys.leaveEditor, t("help.leaveEditor")],
            [keys.complete, t("help.complete")],
          ]}
        />
        <h3>{t("help.lists")}</h3>
        <KeyList
          rows={[
            ["↑ ↓", t("help.choose")],
            ["Enter", t("help.goToLine")],
          ]}
        />
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
          <FeedbackLink />
          <ReportButton />
        </div>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

type KeyRow = readonly [keys: string, meaning: string];

function KeyList({ rows }: { rows: readonly KeyRow[] }) {
  return (
    <dl className="key-list">
      {rows.map(([keys, meaning]) => (
        <div key={keys}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where the server's operator takes reports, if that is set. */
function FeedbackLink() {
  const { t } = useTranslation();
  const url = useModel(useLab().session.store, ({ health }) => health?.feedbackUrl);
  if (url === undefined) return null;
  return (
    <a className="source-link" href={url} target="_blank" rel="noreferrer">
      {t("help.feedback")}
    </a>
  );
}

/** What a person who gets a report of a problem will ask for. */
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
