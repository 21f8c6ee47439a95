import {
  type ComponentProps,
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
} from "react";

const DialogContext = createContext({ id: "", close: (): void => undefined });

interface RootProps {
  open: boolean;
  onOpenChange(isOpen: boolean): void;
  children: ReactNode;
}

/** A native modal dialog: the browser keeps the focus in it and gives it back, and closes it on Escape. ADR 29. */
function Root({ open, onOpenChange, children }: RootProps) {
  const id = useId();
  if (!open) return null;
  return <DialogContext value={{ id, close: () => onOpenChange(false) }}>{children}</DialogContext>;
}

interface ContentProps extends ComponentProps<"dialog"> {
  /** `alertdialog`: a question, which a press beside it does not answer. */
  role?: "alertdialog";
}

function Content({ children, ...props }: ContentProps) {
  const { id, close } = useContext(DialogContext);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  const onClick = (event: MouseEvent) => {
    if (props.role !== "alertdialog" && event.target === dialog.current && isOutside(event)) close();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it.
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClick={onClick}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      {...props}
    >
      {children}
    </dialog>
  );
}

/** A press on the backdrop has the dialog as its target, and is not in its box. */
function isOutside({ currentTarget, clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

function Title(props: ComponentProps<"h2">) {
  const { id } = useContext(DialogContext);
  return <h2 id={id} {...props} />;
}

/** A button that closes it. */
function Close({ onClick, ...props }: ComponentProps<"button">) {
  const { close } = useContext(DialogContext);
  return (
    <button
      type="button"
      onClick={(event) => {
        onClick?.(event);
        close();
      }}
      {...props}
    />
  );
}

export const Dialog = { Root, Content, Title, Close };
