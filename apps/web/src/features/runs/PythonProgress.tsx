import { formatMegabytes } from "../../shared/format/format-duration.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useRunner } from "./runner-context.js";
import "./python-progress.css";

/** How far Python has come, while it is being loaded. */
export function PythonProgress() {
  const { t } = useTranslation();
  const python = useModel(useRunner().python.store, (state) => state);
  if (python.kind !== "loading") return null;
  const { phase, loadedBytes, totalBytes, leftMs } = python.progress;
  const isDownload = phase === "download" && totalBytes > 0;
  const size = { loaded: formatMegabytes(loadedBytes), total: formatMegabytes(totalBytes) };
  const seconds = Math.ceil((leftMs ?? 0) / 1000);
  const downloadText =
    seconds > 0 ? t("python.downloadLeft", { ...size, seconds }) : t("python.download", size);
  const text = isDownload ? downloadText : t("python.start");
  const share = isDownload ? loadedBytes / totalBytes : 1;
  return (
    <div className="python-progress">
      <div
        className={`progress ${isDownload ? "" : "progress-busy"}`}
        role="progressbar"
        aria-label={t("python.label")}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div className="progress-bar" style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="python-progress-text">{text}</span>
    </div>
  );
}
