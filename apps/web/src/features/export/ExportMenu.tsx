import { Copy, FileImage, FileText, Network, Share, Workflow, X } from "lucide-react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useRecord } from "../../record/record-context.js";
import { Hint } from "../../shared/Hint.js";
import { IconButton } from "../../shared/IconButton.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useLab } from "../lab/public.js";
import { type ExportKind, useExports } from "./use-exports.js";
import "./export.css";

/** Takes what happened out of the page: pictures of what is shown, and the lab's records for other tools. */
export function ExportMenu() {
  const { t } = useTranslation();
  const { session } = useLab();
  const canCapture = useModel(session.store, ({ lab }) => lab?.isolation.capture !== false);
  const isEmpty = useModel(useRecord().store, ({ record }) => record.entries.length === 0);
  const exports = useExports();
  const copy = (kind: "png" | "mermaid") => (
    <DropdownMenu.Item
      className="menu-item menu-item-plain"
      disabled={isEmpty}
      onSelect={() => exports.copy(kind)}
    >
      <span className="menu-icon" aria-hidden="true">
        <Copy size={14} />
      </span>
      {t(kind === "png" ? "export.copyPng" : "export.copyMermaid")}
    </DropdownMenu.Item>
  );
  const item = (kind: ExportKind, icon: ReactNode, isDisabled = false) => (
    <DropdownMenu.Item
      className="menu-item menu-item-plain"
      disabled={isDisabled}
      onSelect={() => exports.save(kind)}
    >
      <span className="menu-icon" aria-hidden="true">
        {icon}
      </span>
      {t(`export.${kind}`)}
    </DropdownMenu.Item>
  );
  return (
    <>
      <DropdownMenu.Root>
        <Hint text={t("export.label")}>
          <DropdownMenu.Trigger className="button button-icon" aria-label={t("export.label")}>
            <Share size={15} aria-hidden="true" />
          </DropdownMenu.Trigger>
        </Hint>
        <DropdownMenu.Content className="menu" align="end">
          <DropdownMenu.Label className="menu-label">{t("export.asShown")}</DropdownMenu.Label>
          {item("svg", <FileImage size={14} />, isEmpty)}
          {item("png", <FileImage size={14} />, isEmpty)}
          {item("mermaid", <Workflow size={14} />, isEmpty)}
          {copy("png")}
          {copy("mermaid")}
          <DropdownMenu.Separator className="menu-separator" />
          <DropdownMenu.Label className="menu-label">{t("export.whole")}</DropdownMenu.Label>
          {item("pcapng", <Network size={14} />, !canCapture)}
          {canCapture ? null : <p className="menu-note">{t("export.noCapture")}</p>}
          {item("trace", <FileText size={14} />)}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      {exports.problem === null
        ? null
        : createPortal(
            <div className="toasts">
              <div className="toast export-problem" role="alert">
                {exports.problem}
                <IconButton
                  label={t("export.dismiss")}
                  icon={<X size={14} aria-hidden="true" />}
                  onClick={exports.dismiss}
                />
              </div>
            </div>,
            document.body,
          )}
    </>
  );
}
