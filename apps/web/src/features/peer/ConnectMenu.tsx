import { formatEndpoint } from "@sockpit/protocol";
import { Plug } from "lucide-react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { PeerItems } from "./PeerItems.js";
import type { PeerTarget } from "./peer-process.js";

/** Beside a socket that can be reached: opens what connects to it. */
export function ConnectMenu({ target }: { target: PeerTarget }) {
  const { t } = useTranslation();
  const address = formatEndpoint({ host: target.host, port: target.port }) ?? "";
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="button button-small button-quiet"
        aria-label={t("otherEnd.connectTo", { address })}
      >
        <Plug size={13} aria-hidden="true" />
        {t("otherEnd.connect")}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="end">
        <PeerItems target={target} />
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
