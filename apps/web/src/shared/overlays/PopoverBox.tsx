import { type ComponentProps, useRef } from "react";

interface PopoverBoxProps extends ComponentProps<"div"> {
  /** What its button names as its target. */
  id: string;
  isOpen: boolean;
  setOpen(isOpen: boolean): void;
  /** Which of its sides is that of the button. */
  align: "start" | "end";
}

/** A native popover, with what is in it only while it is open. It takes the focus. ADR 29. */
export function PopoverBox({ isOpen, setOpen, align, children, ...props }: PopoverBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={box}
      popover="auto"
      data-align={align}
      tabIndex={-1}
      onBeforeToggle={({ newState }) => {
        if (newState === "open") setOpen(true);
      }}
      onToggle={({ newState }) => {
        // What is in it goes last: the browser gives the focus back to the button only from within.
        if (newState === "closed") setOpen(false);
        else box.current?.focus();
      }}
      {...props}
    >
      {isOpen ? children : null}
    </div>
  );
}
