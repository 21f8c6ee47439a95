import { ChevronRight, FileKey, FileUp } from "lucide-react";
import { Suspense, useId, useRef, useState } from "react";
import { formatSize } from "../../shared/format/format-size.js";
import { IconButton } from "../../shared/IconButton.js";
import { onDemand } from "../../shared/on-demand.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { isScenarioFile, useScenarioDoor } from "../scenario/public.js";
import { FileProblemNote } from "./FileProblemNote.js";
import { FileRow } from "./FileRow.js";
import { useFiles } from "./files-context.js";
import { WheelField } from "./WheelField.js";
import "./files.css";

const FileDialog = onDemand(async () => (await import("./FileDialog.js")).FileDialog);

const CertificateDialog = onDemand(
  async () => (await import("./certificates/CertificateDialog.js")).CertificateDialog,
);

/** The folder that all programs share, at the foot of their column: closed until someone wants it. */
export function FilesPanel({ programs }: { programs: readonly Program[] }) {
  const { t } = useTranslation();
  const model = useFiles();
  const scenarios = useScenarioDoor();
  const kept = useModel(model.store, (state) => state.files);
  const [isOpen, setIsOpen] = useState(false);
  const [viewed, setViewed] = useState<string | null>(null);
  const [isCertifying, setIsCertifying] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const bodyId = useId();
  const files = [...kept.values()].filter(({ path }) => !programs.some(({ name }) => name === path));
  const bytes = files.reduce((sum, { data }) => sum + data.length, 0);
  const shown = files.find(({ path }) => path === viewed);

  const upload = async (picked: readonly File[]) => {
    setIsOpen(true);
    for (const file of picked) await (isScenarioFile(file.name) ? scenarios.openFile(file) : model.add(file));
  };

  return (
    <section
      className="files"
      aria-label={t("files.title")}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes("Files")) event.preventDefault();
      }}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void upload([...event.dataTransfer.files]);
      }}
    >
      <header className="files-header">
        <h2>
          <button
            ref={toggle}
            type="button"
            className="files-toggle"
            aria-expanded={isOpen}
            aria-controls={bodyId}
            onClick={() => {
              setIsOpen(!isOpen);
              void model.wheels.ask();
            }}
          >
            <ChevronRight size={14} aria-hidden="true" />
            {t("files.title")}
            <span className="pane-note">
              {t("files.count", { count: files.length, size: formatSize(bytes) })}
            </span>
          </button>
        </h2>
        <span className="spacer" />
        <IconButton
          label={t("files.makeCertificate")}
          icon={<FileKey size={14} aria-hidden="true" />}
          onClick={() => {
            setIsOpen(true);
            setIsCertifying(true);
          }}
        />
        <IconButton
          label={t("files.upload")}
          icon={<FileUp size={14} aria-hidden="true" />}
          onClick={() => picker.current?.click()}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            void upload([...(currentTarget.files ?? [])]);
            currentTarget.value = "";
          }}
        />
      </header>
      <FileProblemNote />
      <div id={bodyId} className="files-body" hidden={!isOpen}>
        {files.length === 0 ? (
          <p className="files-empty">{t("files.empty")}</p>
        ) : (
          <ul className="file-list" aria-label={t("files.list")}>
            {files.map((file) => (
              <FileRow
                key={file.path}
                file={file}
                author={programs.find(({ name }) => name === file.by)}
                onView={() => setViewed(file.path)}
                onDelete={() => {
                  model.remove(file.path);
                  // The button that had the focus goes with its row.
                  toggle.current?.focus();
                }}
              />
            ))}
          </ul>
        )}
        <WheelField />
      </div>
      {isCertifying ? (
        <Suspense>
          <CertificateDialog onClose={() => setIsCertifying(false)} />
        </Suspense>
      ) : null}
      {shown === undefined ? null : (
        <Suspense>
          <FileDialog file={shown} onClose={() => setViewed(null)} />
        </Suspense>
      )}
    </section>
  );
}
