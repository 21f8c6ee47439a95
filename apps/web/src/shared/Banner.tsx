import { Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./IconButton.js";
import { useTranslation } from "./translation-context.js";

interface BannerProps {
  kind: "info" | "warning" | "error";
  /** Buttons beside the text. */
  actions?: ReactNode;
  onDismiss?: () => void;
  children: ReactNode;
}

/** A message across the page, which stays until what it says is over or it is dismissed. */
export function Banner({ kind, actions, onDismiss, children }: BannerProps) {
  const { t } = useTranslation();
  const Icon = kind === "info" ? Info : TriangleAlert;
  return (
    <div className={`banner banner-${kind} quiet-buttons`} role={kind === "error" ? "alert" : "status"}>
      <Icon size={16} aria-hidden="true" className="banner-icon" />
      <p>{children}</p>
      {actions}
      {onDismiss === undefined ? null : (
        <IconButton
          label={t("shared.dismiss")}
          icon={<X size={15} aria-hidden="true" />}
          onClick={onDismiss}
        />
      )}
    </div>
  );
}

/** A button in a banner. */
export function BannerAction({ text, onPress }: { text: string; onPress(): void }) {
  return (
    <button type="button" className="button button-small" onClick={onPress}>
      {text}
    </button>
  );
}
