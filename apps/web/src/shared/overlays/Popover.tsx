import { type ComponentProps, createContext, type ReactNode, useContext, useId, useState } from "react";
import { PopoverBox } from "./PopoverBox.js";

const PopoverContext = createContext({
  id: "",
  isOpen: false,
  setOpen: (_isOpen: boolean): void => undefined,
});

/** What a button shows beside it until it is pressed again, in a native popover. ADR 29. */
function Root({ children }: { children: ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return <PopoverContext value={{ id, isOpen, setOpen }}>{children}</PopoverContext>;
}

function Trigger(props: ComponentProps<"button">) {
  const { id, isOpen } = useContext(PopoverContext);
  return <button type="button" aria-haspopup="dialog" aria-expanded={isOpen} popoverTarget={id} {...props} />;
}

interface ContentProps {
  className: string;
  "aria-label": string;
  align: "start" | "end";
  children: ReactNode;
}

function Content(props: ContentProps) {
  return <PopoverBox role="dialog" {...useContext(PopoverContext)} {...props} />;
}

/** A button that closes it. */
function Close(props: ComponentProps<"button">) {
  const { id } = useContext(PopoverContext);
  return <button type="button" popoverTarget={id} popoverTargetAction="hide" {...props} />;
}

export const Popover = { Root, Trigger, Content, Close };
