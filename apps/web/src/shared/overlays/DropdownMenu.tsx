import { Check } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useId,
  useRef,
  useState,
} from "react";
import { MenuKeys } from "./menu-keys.js";
import { PopoverBox } from "./PopoverBox.js";

interface Menu {
  readonly id: string;
  readonly isOpen: boolean;
  setOpen(isOpen: boolean): void;
}

const MenuContext = createContext<Menu>({ id: "", isOpen: false, setOpen: () => undefined });
const ChoiceContext = createContext<string | undefined>(undefined);

/**
 * A button's menu in a native popover, which the browser puts above everything, closes on Escape and on a press outside,
 * and places beside its button (`.menu` in overlays.css). ADR 29.
 */
function Root({ children }: { children: ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return <MenuContext value={{ id, isOpen, setOpen }}>{children}</MenuContext>;
}

function Trigger(props: ComponentProps<"button">) {
  const { id, isOpen } = useContext(MenuContext);
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={isOpen}
      popoverTarget={id}
      {...props}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        // A click would close a menu that is open, and has not taken the focus yet.
        if (!isOpen) event.currentTarget.click();
      }}
    />
  );
}

interface ContentProps {
  className: string;
  /** Which of its sides is that of the button. */
  align: "start" | "end";
  children: ReactNode;
}

function Content(props: ContentProps) {
  const keys = useRef(new MenuKeys());
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const menu = event.currentTarget;
    if (event.key === "Tab") menu.hidePopover();
    else if (keys.current.press(menu, event.key, event.timeStamp)) event.preventDefault();
  };
  return <PopoverBox role="menu" {...useContext(MenuContext)} {...props} onKeyDown={onKeyDown} />;
}

interface ItemProps {
  className?: string;
  disabled?: boolean;
  onSelect(): void;
  children: ReactNode;
}

function Item({ className, ...props }: ItemProps) {
  return <Entry role="menuitem" className={className ?? ""} {...props} />;
}

/** Of the items in it one is chosen. */
function RadioGroup({ label, value, children }: { label?: string; value: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu.
    <div role="group" aria-label={label}>
      <ChoiceContext value={value}>{children}</ChoiceContext>
    </div>
  );
}

function RadioItem({ value, className, children, ...props }: ItemProps & { value: string }) {
  const isChosen = useContext(ChoiceContext) === value;
  return (
    <Entry role="menuitemradio" aria-checked={isChosen} className={className ?? ""} {...props}>
      {isChosen ? (
        <span className="menu-check">
          <Check size={14} aria-hidden="true" />
        </span>
      ) : null}
      {children}
    </Entry>
  );
}

interface EntryProps extends ItemProps {
  role: "menuitem" | "menuitemradio";
  "aria-checked"?: boolean;
}

function Entry({ disabled = false, onSelect, children, ...props }: EntryProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-disabled={disabled ? true : undefined}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={({ currentTarget }) => {
        if (disabled) return;
        // Closed first: what is selected may take the focus, which the menu gives back to its button.
        currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
        onSelect();
      }}
      {...props}
    >
      {children}
    </button>
  );
}

function Separator({ className }: { className: string }) {
  return <hr className={className} />;
}

function Label({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div role="presentation" className={className}>
      {children}
    </div>
  );
}

export const DropdownMenu = { Root, Trigger, Content, Item, RadioGroup, RadioItem, Separator, Label };
