import { useMemo, useState } from "react";
import { ChoiceButtons } from "../../../shared/ChoiceButtons.js";
import { DialogClose } from "../../../shared/DialogClose.js";
import { Dialog } from "../../../shared/overlays/Dialog.js";
import { type Translate, withTexts } from "../../../shared/translation.js";
import { TranslationContext, useTranslation } from "../../../shared/translation-context.js";
import { useFiles } from "../files-context.js";
import { type CertificateForm, type CertificateKind, certificateKinds, formOf } from "./certificate-form.js";
import type { CertificateOutcome } from "./certificates-model.js";
import { certificateStrings } from "./strings.js";
import "./certificates.css";

/** Makes a certificate for a server of the project: one that clients accept, or one that they refuse for a reason. */
export function CertificateDialog({ onClose }: { onClose(): void }) {
  const page = useTranslation();
  const translation = useMemo(
    () => withTexts(page, "certificates.", certificateStrings[page.language]),
    [page],
  );
  return (
    <TranslationContext value={translation}>
      <OpenDialog onClose={onClose} />
    </TranslationContext>
  );
}

function OpenDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<CertificateForm | null>(null);
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog" aria-describedby="certificate-about">
        <Dialog.Title>{t("certificates.title")}</Dialog.Title>
        <p id="certificate-about" className="certificate-about">
          {t(made === null ? "certificates.about" : "certificates.made")}
        </p>
        {made === null ? <Form onMade={setMade} /> : <Usage form={made} />}
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

function Form({ onMade }: { onMade(form: CertificateForm): void }) {
  const { t } = useTranslation();
  const files = useFiles();
  const [kind, setKind] = useState<CertificateKind>("valid");
  const [form, setForm] = useState(() => formOf("valid", new Date()));
  const [outcome, setOutcome] = useState<CertificateOutcome | null>(null);
  const change = (changed: Partial<CertificateForm>) => {
    setOutcome(null);
    setForm({ ...form, ...changed });
  };
  const make = async () => {
    const result = await (await files.certificates()).make(form);
    if (result.kind === "made") onMade(form);
    else setOutcome(result);
  };
  return (
    <form
      className="certificate-form"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <ChoiceButtons
        label={t("certificates.kind")}
        choices={certificateKinds}
        chosen={kind}
        nameOf={(each) => t(`certificates.kinds.${each}`)}
        onChoose={(chosen) => {
          setKind(chosen);
          change({ ...formOf(chosen, new Date()), file: form.file, isSelfSigned: form.isSelfSigned });
        }}
        className="view-switch"
        buttonClassName="view-choice"
      />
      <p className="dim">{t(`certificates.lessons.${kind}`)}</p>
      <label>
        {t("certificates.names")}
        <input
          value={form.names}
          spellCheck={false}
          onChange={(event) => change({ names: event.target.value })}
        />
      </label>
      <div className="certificate-days">
        <label>
          {t("certificates.from")}
          <input type="date" value={form.from} onChange={(event) => change({ from: event.target.value })} />
        </label>
        <label>
          {t("certificates.to")}
          <input type="date" value={form.to} onChange={(event) => change({ to: event.target.value })} />
        </label>
      </div>
      <label>
        {t("certificates.file")}
        <input
          value={form.file}
          spellCheck={false}
          onChange={(event) => change({ file: event.target.value })}
        />
      </label>
      <label className="certificate-check">
        <input
          type="checkbox"
          checked={form.isSelfSigned}
          onChange={(event) => change({ isSelfSigned: event.target.checked })}
        />
        {t("certificates.selfSigned")}
      </label>
      <p role="alert" className="certificate-problem">
        {outcome === null ? "" : problemText(outcome, t)}
      </p>
      <button type="submit" className="button button-primary">
        {t("certificates.make")}
      </button>
    </form>
  );
}

/** The lines with which programs use it. */
function Usage({ form: { file, isSelfSigned } }: { form: CertificateForm }) {
  const { t } = useTranslation();
  const server = [
    "context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)",
    `context.load_cert_chain("${file}.pem", "${file}-key.pem")`,
  ];
  const client = [`context = ssl.create_default_context(cafile="${isSelfSigned ? file : "ca"}.pem")`];
  return (
    <dl className="certificate-usage">
      <dt>{t("certificates.inServer")}</dt>
      <dd>
        <pre>{server.join("\n")}</pre>
      </dd>
      <dt>{t("certificates.inClient")}</dt>
      <dd>
        <pre>{client.join("\n")}</pre>
      </dd>
    </dl>
  );
}

function problemText(outcome: CertificateOutcome, t: Translate): string {
  switch (outcome.kind) {
    case "made":
      return "";
    case "fault":
      return t(`certificates.faults.${outcome.fault.kind}`, {
        name: outcome.fault.kind === "noName" ? outcome.fault.name : "",
      });
    default:
      return t(`certificates.faults.${outcome.kind}`);
  }
}
