import { formatEndpoint } from "@sockpit/protocol";
import { useTranslation } from "../../shared/translation-context.js";
import { type ReadableStore, useModel } from "../../shared/use-model.js";
import { readUrl } from "./http/request.js";
import type { Peer } from "./peers-model.js";

/** What a peer is called: what it is, and what it is connected to. */
export function usePeerName(peer: Peer): string {
  const { t } = useTranslation();
  const store: ReadableStore<unknown> = peer.model.store;
  const address = useModel(store, () => addressOf(peer));
  return peer.kind === "console"
    ? t("console.title", { name: address })
    : t(`peer.${peer.kind}.name`, { address });
}

function addressOf(peer: Peer): string {
  switch (peer.kind) {
    case "terminal": {
      const { state } = peer.model.store.getState();
      const { host, port } = peer.target;
      return "address" in state ? state.address : (formatEndpoint({ host, port }) ?? "");
    }
    case "http":
      return hostIn(peer.model.store.getState().draft.url);
    case "console":
      return peer.model.store.getState().name;
    case "browser": {
      const { url, address } = peer.model.store.getState();
      return hostIn(url ?? address);
    }
  }
}

function hostIn(text: string): string {
  const url = readUrl(text);
  return url instanceof URL ? url.host : text;
}
