import type { KernelSocket } from "@sockpit/protocol";
import { useTranslation } from "../../shared/translation-context.js";
import { useView } from "../time/public.js";

/** What a socket without a descriptor is: on its way to accept(), or left by the program that closed it. */
export function useUnheldText(): (socket: KernelSocket) => string {
  const { t } = useTranslation();
  const view = useView();
  return ({ id, state }) => {
    if (state === "SYN-RECEIVED") return t("sockets.halfOpen");
    if (state === "ESTABLISHED" || state === "CLOSE-WAIT") return t("sockets.waitsForAccept");
    const pid = view.record.sockets.ownerOf(id);
    const name = pid === null ? undefined : view.process(pid)?.name;
    return name === undefined ? t("sockets.afterClose") : t("sockets.closedBy", { name });
  };
}
