import { limits } from "@sockpit/protocol";
import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { DialogClose } from "../../shared/DialogClose.js";
import { IconButton } from "../../shared/IconButton.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "./lab-context.js";
import { hostNameFault, usualHosts, withHost } from "./new-hosts.js";
import { useAboutLabTexts } from "./use-about-lab-texts.js";
import "./new-lab.css";

/** Asks what a new lab is made of: one host, or two to four on a wire. */
export function NewLabDialog({ onClose }: { onClose(): void }) {
  const { t } = useAboutLabTexts();
  const lab = useLab();
  const { hosts, health } = useModel(lab.session.store, (state) => state);
  const canWire = health?.isolation.wire != null;
  const [hasWire, setHasWire] = useState(hosts !== null && canWire);
  const [names, setNames] = useState(usualHosts(hosts));
  const isFaulty = hasWire && names.some((_, at) => hostNameFault(names, at) !== undefined);
  const submit = () => {
    onClose();
    void lab.newLab(hasWire ? names : null);
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog new-lab">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!isFaulty) submit();
          }}
        >
          <Dialog.Title>{t("aboutLab.title")}</Dialog.Title>
          <fieldset className="new-lab-kinds">
            <legend className="visually-hidden">{t("aboutLab.kind")}</legend>
            <label className="new-lab-kind">
              <input type="radio" name="kind" checked={!hasWire} onChange={() => setHasWire(false)} />
              <span>
                {t("aboutLab.oneHost")}
                <span className="dim">{t("aboutLab.oneHostText")}</span>
              </span>
            </label>
            <label className="new-lab-kind">
              <input
                type="radio"
                name="kind"
                checked={hasWire}
                disabled={!canWire}
                onChange={() => setHasWire(true)}
              />
              <span>
                {t("aboutLab.wire")}
                <span className="dim">{t("aboutLab.wireText")}</span>
              </span>
            </label>
          </fieldset>
          {canWire ? null : (
            <p className="new-lab-reason">
              {t("aboutLab.noWire", { reason: health?.isolation.wireReason ?? t("aboutLab.olderServer") })}
            </p>
          )}
          {hasWire ? <HostFields names={names} onChange={setNames} /> : null}
          <p className="dim">{t("lab.freshText")}</p>
          <div className="new-lab-actions">
            <Dialog.Close className="button">{t("aboutLab.cancel")}</Dialog.Close>
            <button type="submit" className="button button-primary" disabled={isFaulty}>
              {t("aboutLab.make")}
            </button>
          </div>
        </form>
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

interface HostFieldsProps {
  names: readonly string[];
  onChange(names: readonly string[]): void;
}

function HostFields({ names, onChange }: HostFieldsProps) {
  const { t } = useAboutLabTexts();
  return (
    <div className="new-lab-hosts">
      {names.map((_, at) => (
        <HostField
          key={at}
          names={names}
          at={at}
          onChange={(name) => onChange(names.with(at, name))}
          onRemove={() => onChange(names.toSpliced(at, 1))}
        />
      ))}
      <button
        type="button"
        className="button button-small"
        disabled={names.length >= limits.wireHosts.max}
        onClick={() => onChange(withHost(names))}
      >
        <Plus size={13} aria-hidden="true" />
        {t("aboutLab.add")}
      </button>
    </div>
  );
}

interface HostFieldProps {
  names: readonly string[];
  at: number;
  onChange(name: string): void;
  onRemove(): void;
}

function HostField({ names, at, onChange, onRemove }: HostFieldProps) {
  const { t } = useAboutLabTexts();
  const faultId = useId();
  const fault = hostNameFault(names, at);
  const number = at + 1;
  return (
    <div className="new-lab-host">
      <input
        aria-label={t("aboutLab.host", { number })}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : faultId}
        value={names[at]}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={(event) => onChange(event.target.value.trim())}
      />
      <IconButton
        label={t("aboutLab.remove", { number })}
        icon={<X size={14} aria-hidden="true" />}
        isDisabled={names.length <= limits.wireHosts.min}
        onClick={onRemove}
      />
      {fault === undefined ? null : (
        <span id={faultId} className="field-fault" role="alert">
          {t(`aboutLab.faults.${fault}`, { max: limits.hostNameLength })}
        </span>
      )}
    </div>
  );
}
