import { AppWindow, Globe, SquareChevronRight, SquareTerminal } from "lucide-react";
import { DropdownMenu } from "../../shared/overlays/DropdownMenu.js";
import { useTranslation } from "../../shared/translation-context.js";
import { usePeerDoor } from "./peer-context.js";
import { type PeerKind, peerKinds } from "./peer-kind.js";
import type { PeerTarget } from "./peer-process.js";

const icons = {
  terminal: SquareTerminal,
  http: Globe,
  browser: AppWindow,
  console: SquareChevronRight,
} satisfies Record<PeerKind, unknown>;

interface PeerItemsProps {
  target?: PeerTarget | undefined;
  /** Where it goes, found when it is chosen. */
  findTarget?(): PeerTarget | undefined;
}

/** A menu's items that open another end: of a target, or where most likely somebody listens. Datagrams are for a terminal. */
export function PeerItems({ target, findTarget }: PeerItemsProps) {
  const { t } = useTranslation();
  const door = usePeerDoor();
  // Calls by hand have no target.
  const toTarget = peerKinds.filter((kind) => kind !== "console");
  const kinds =
    target === undefined ? peerKinds : target.transport === "udp" ? (["terminal"] as const) : toTarget;
  return kinds.map((kind) => {
    const Icon = icons[kind];
    return (
      <DropdownMenu.Item
        key={kind}
        className="menu-item menu-item-plain"
        onSelect={() => void door.open(kind, target ?? findTarget?.())}
      >
        <span className="menu-icon" aria-hidden="true">
          <Icon size={14} />
        </span>
        {t(`otherEnd.kinds.${kind}`)}
      </DropdownMenu.Item>
    );
  });
}
