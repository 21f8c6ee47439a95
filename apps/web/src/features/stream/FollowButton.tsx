import { Waypoints } from "lucide-react";
import { useTranslation } from "../../shared/translation-context.js";

/** Goes to what the two ends of a connection said to each other. */
export function FollowButton({ onFollow }: { onFollow(): void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="button button-small follow-button" onClick={onFollow}>
      <Waypoints size={13} aria-hidden="true" />
      {t("data.follow")}
    </button>
  );
}
