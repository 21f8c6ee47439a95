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
  const startText = seconds > 0 ? t("python.startTakes", { seconds }) : t("python.start");
  const text = isDownload ? downloadText : startText;
  const share = loadedBytes / totalBytes;
  return (
    <div className="python-progress">
      <div
        className={`progress ${isDownload || seconds > 0 ? "" : "progress-busy"}`}
        role="progressbar"
        aria-label={t("python.label")}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(isDownload ? { "aria-valuenow": Math.round(share * 100) } : {})}
      >
        {isDownload || seconds === 0 ? (
          <div className="progress-bar" style={{ transform: `scaleX(${isDownload ? share : 1})` }} />
        ) : (
          <div className="progress-bar progress-filling" style={{ animationDuration: `${leftMs}ms` }} />
        )}
      </div>
      <span className="python-progress-text">{text}</span>
    </div>
  );
}
