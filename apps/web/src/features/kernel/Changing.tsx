import { type ReactNode, useRef } from "react";

interface ChangingProps {
  /** What is compared: a new value lights up for a moment. */
  value: string | number | null;
  className?: string;
  children: ReactNode;
}

/** A value that is seen to change. At first sight, and again when it stays, it is as quiet as any other. */
export function Changing({ value, className = "", children }: ChangingProps) {
  const seen = useRef({ value, changes: 0 });
  if (seen.current.value !== value) seen.current = { value, changes: seen.current.changes + 1 };
  const { changes } = seen.current;
  return (
    // A new key starts the animation again.
    <span key={changes} className={`${className} ${changes > 0 ? "has-changed" : ""}`}>
      {children}
    </span>
  );
}
