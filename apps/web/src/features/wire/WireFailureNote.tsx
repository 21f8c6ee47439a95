import { X } from "lucide-react";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useWire } from "./wire-context.js";

/** What the lab refused last. */
export function WireFailureNote() {
  const { t } = useTranslation();
  const { model } = useWire();
  const failure = useModel(model.store, (state) => state.failure);
  if (failure === null) return null;
  return (
    <div className="wire-failure quiet-buttons" role="alert">
      <span>
        {failure.kind === "gone"
          ? t("wire.failed.gone", { packet: failure.packet })
          : t("wire.failed.error", { message: failure.error.message })}
      </span>
      <IconButton
        label={t("wire.failed.dismiss")}
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => model.dismissFailure()}
      />
    </div>
  );
}
