import { ChevronDown, ChevronsDownUp, ChevronsUpDown, Plus, X } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { IconButton } from "../../shared/IconButton.js";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { withTexts } from "../../shared/translation.js";
import { TranslationContext, useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { ConsolePane, consoleStrings } from "../console/public.js";
import { hintTextStrings } from "../hints/public.js";
import { HostChoice, hostStrings } from "../hosts/public.js";
import { useLab } from "../lab/public.js";
import { BrowserPane } from "./BrowserPane.js";
import { HttpPane } from "./HttpPane.js";
import { PeerItems } from "./PeerItems.js";
import { usePeerDoor } from "./peer-context.js";
import { MAX_PEERS, type Peer, type PeersModel } from "./peers-model.js";
import { peerStrings } from "./strings.js";
import { TerminalPane } from "./TerminalPane.js";
import { usePeerName } from "./use-peer-name.js";
// The parts after what they share.
import "./peer.css";
import "./terminal.css";
import "./http.css";
import "./browser.css";

/** The other ends of the programs: below the diagram, which shows what they do. */
export function PeerPane() {
  const page = useTranslation();
  const translation = useMemo(() => {
    const withHints = withTexts(page, "hintTexts.", hintTextStrings[page.language]);
    const withConsoles = withTexts(withHints, "console.", consoleStrings[page.language]);
    const withHosts = withTexts(withConsoles, "hosts.", hostStrings[page.language]);
    return withTexts(withHosts, "peer.", peerStrings[page.language]);
  }, [page]);
  const peers = useModel(usePeerDoor().store, (state) => state.peers);
  return (
    <TranslationContext value={translation}>
      {peers === undefined ? <section className="peer-pane" /> : <OpenPeers peers={peers} />}
    </TranslationContext>
  );
}

function OpenPeers({ peers: model }: { peers: PeersModel }) {
  const { t } = useTranslation();
  const door = usePeerDoor();
  const { peers, shown, hosts } = useModel(model.store, (state) => state);
  const wireHosts = useModel(useLab().session.store, ({ lab }) => lab?.hosts);
  const [isTall, setIsTall] = useState(false);
  const peer = peers.find(({ id }) => id === shown);
  return (
    <section className="peer-pane" data-tall={isTall ? "" : undefined} aria-label={t("peer.list")}>
      <header className="peer-head quiet-buttons">
        <PeerTabs model={model} />
        <AddMenu isFull={peers.length >= MAX_PEERS} />
        <span className="spacer" />
        {peer === undefined || wireHosts === undefined ? null : (
          <HostChoice
            label={t("hosts.ofPeer")}
            hosts={wireHosts}
            host={hosts.get(peer.id)}
            onChoose={(host) => model.setHost(peer.id, host)}
          />
        )}
        <IconButton
          label={t(isTall ? "peer.shorterPane" : "peer.tallerPane")}
          icon={
            isTall ? (
              <ChevronsDownUp size={15} aria-hidden="true" />
            ) : (
              <ChevronsUpDown size={15} aria-hidden="true" />
            )
          }
          onClick={() => setIsTall(!isTall)}
        />
        <IconButton
          label={t("peer.hide")}
          icon={<ChevronDown size={16} aria-hidden="true" />}
          onClick={() => door.setOpen(false)}
        />
      </header>
      {peer === undefined ? null : (
        <div
          key={peer.id}
          id={panelId(peer)}
          className="peer-body"
          role="tabpanel"
          aria-labelledby={tabId(peer)}
        >
          <PeerBody peer={peer} peers={peers} />
        </div>
      )}
    </section>
  );
}

function PeerBody({ peer, peers }: { peer: Peer; peers: readonly Peer[] }) {
  switch (peer.kind) {
    case "terminal":
      return <TerminalPane terminal={peer.model} target={peer.target} />;
    case "http":
      return <HttpPane client={peer.model} />;
    case "browser":
      return <BrowserPane browser={peer.model} />;
    case "console":
      return <ConsolePane console={peer.model} all={consolesOf(peers)} />;
  }
}

function consolesOf(peers: readonly Peer[]) {
  return peers.flatMap((peer) => (peer.kind === "console" ? [peer.model] : []));
}

function AddMenu({ isFull }: { isFull: boolean }) {
  const { t } = useTranslation();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-icon" aria-label={t("peer.add")} title={t("peer.add")}>
        <Plus size={15} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align="start">
        {isFull ? <p className="menu-note">{t("peer.full", { count: MAX_PEERS })}</p> : <PeerItems />}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

/** ARIA Authoring Practices, "Tabs with automatic activation"; Delete closes one. */
function PeerTabs({ model }: { model: PeersModel }) {
  const { t } = useTranslation();
  const door = usePeerDoor();
  const { peers, shown } = useModel(model.store, (state) => state);
  const list = useRef<HTMLDivElement>(null);
  const close = (id: string) => {
    model.close(id);
    if (model.store.getState().peers.length === 0) door.close();
  };
  const move = (event: KeyboardEvent) => {
    const at = peers.findIndex(({ id }) => id === shown);
    const next = neighbour(peers, at, event.key);
    if (event.key === "Delete" && shown !== undefined) close(shown);
    if (next === undefined) return;
    event.preventDefault();
    model.show(next.id);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  return (
    <div className="peer-tabs">
      <div ref={list} className="peer-tab-list" role="tablist" aria-label={t("peer.list")} onKeyDown={move}>
        {peers.map((peer) => (
          <PeerTab key={peer.id} peer={peer} isShown={peer.id === shown} onShow={() => model.show(peer.id)} />
        ))}
      </div>
      {peers
        .filter(({ id }) => id === shown)
        .map((peer) => (
          <CloseButton key={peer.id} peer={peer} onClose={() => close(peer.id)} />
        ))}
    </div>
  );
}

function PeerTab({ peer, isShown, onShow }: { peer: Peer; isShown: boolean; onShow(): void }) {
  const name = usePeerName(peer);
  return (
    <button
      type="button"
      role="tab"
      id={tabId(peer)}
      className="peer-tab"
      aria-selected={isShown}
      aria-controls={isShown ? panelId(peer) : undefined}
      tabIndex={isShown ? 0 : -1}
      onClick={onShow}
    >
      <span className="ellipsis">{name}</span>
    </button>
  );
}

function CloseButton({ peer, onClose }: { peer: Peer; onClose(): void }) {
  const { t } = useTranslation();
  const name = usePeerName(peer);
  return (
    <IconButton
      label={t("peer.closeOne", { name })}
      icon={<X size={14} aria-hidden="true" />}
      onClick={onClose}
    />
  );
}

function tabId({ id }: Peer): string {
  return `peer-tab-${id}`;
}

function panelId({ id }: Peer): string {
  return `peer-${id}`;
}

function neighbour(peers: readonly Peer[], at: number, key: string): Peer | undefined {
  switch (key) {
    case "ArrowRight":
      return peers[(at + 1) % peers.length];
    case "ArrowLeft":
      return peers.at(at - 1);
    case "Home":
      return peers[0];
    case "End":
      return peers.at(-1);
    default:
      return undefined;
  }
}
