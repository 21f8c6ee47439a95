import { Plug } from "lucide-react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { PeerItems } from "./PeerItems.js";

/** Where there is nothing to see yet: a server may wait for a browser, nc or curl. */
export function OtherEndButton() {
  const { t } = useTranslation();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-small">
        <Plug size={13} aria-hidden="true" />
        {t("otherEnd.title")}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start">
        <PeerItems />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
