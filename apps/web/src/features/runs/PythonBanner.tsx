import { Banner, BannerAction } from "../../shared/Banner.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useRunner } from "./runner-context.js";

/** Why programs cannot run in this browser, or not yet. */
export function PythonBanner() {
  const { t } = useTranslation();
  const { python } = useRunner();
  const state = useModel(python.store, (current) => current);
  if (state.kind === "unsupported") {
    return <Banner kind="warning">{t(`python.unsupported.${state.missing}`)}</Banner>;
  }
  if (state.kind !== "failed") return null;
  return (
    <Banner kind="error" actions={<BannerAction text={t("shared.retry")} onPress={() => python.retry()} />}>
      {t("python.failed", { message: state.message })}
    </Banner>
  );
}
