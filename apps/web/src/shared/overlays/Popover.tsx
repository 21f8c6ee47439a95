import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useContext,
  useId,
  useRef,
  useState,
} from "react";

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

function Content({ align, children, ...props }: ContentProps) {
  const { id, isOpen, setOpen } = useContext(PopoverContext);
  const content = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={content}
      id={id}
      role="dialog"
      popover="auto"
      data-align={align}
      tabIndex={-1}
      onBeforeToggle={({ newState }) => {
        if (newState === "open") setOpen(true);
      }}
      onToggle={({ newState }) => {
        // What is in it goes last: the browser gives the focus back to the button only from within.
        if (newState === "closed") setOpen(false);
        else content.current?.focus();
      }}
      {...props}
    >
      {isOpen ? children : null}
    </div>
  );
}

/** A button that closes it. */
function Close(props: ComponentProps<"button">) {
  const { id } = useContext(PopoverContext);
  return <button type="button" popoverTarget={id} popoverTargetAction="hide" {...props} />;
}

export const Popover = { Root, Trigger, Content, Close };
