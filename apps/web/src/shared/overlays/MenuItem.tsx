import type { ReactNode } from "react";
import { DropdownMenu } from "./DropdownMenu.js";

/** An item of a menu: an icon and its text. */
export function MenuItem({ icon, text, onSelect }: { icon: ReactNode; text: string; onSelect(): void }) {
  return (
    <DropdownMenu.Item className="menu-item menu-item-plain" onSelect={onSelect}>
      <span className="menu-icon" aria-hidden="true">
        {icon}
      </span>
      {text}
    </DropdownMenu.Item>
  );
}
