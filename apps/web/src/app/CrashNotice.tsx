import { useTranslation } from "../shared/translation-context.js";
import "./crash-notice.css";

/** In place of the page, where a bug of ours has stopped it. */
export function CrashNotice({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <main className="empty-state crash-notice">
      <div role="alert">
        <p className="empty-state-title">{t("app.crashed", { message: error.message })}</p>
        <p>{t("app.crashedText")}</p>
      </div>
      <button type="button" className="button" onClick={() => location.reload()}>
        {t("app.reload")}
      </button>
    </main>
  );
}
