import type { ComponentProps, ReactNode } from "react";
import { Hint } from "./Hint.js";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "disabled"> {
  /** The accessible name, shown on hover. */
  label: string;
  icon: ReactNode;
  /** Keys that do the same, for the tooltip. */
  keys?: string | undefined;
  /** Stays focusable, so that a person who pressed it does not lose their place. */
  isDisabled?: boolean;
  /** Shows the label beside the icon. */
  hasText?: boolean;
}

export function IconButton({
  label,
  icon,
  keys,
  isDisabled,
  hasText,
  onClick,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Hint text={label} keys={keys}>
      <button
        type="button"
        className={`button ${hasText ? "" : "button-icon"} ${className ?? ""}`}
        aria-label={hasText ? undefined : label}
        aria-disabled={isDisabled ? true : undefined}
        onClick={isDisabled ? undefined : onClick}
        {...rest}
      >
        {icon}
        {hasText ? <span>{label}</span> : null}
      </button>
    </Hint>
  );
}
