import type { ReactNode } from "react";

interface EmptyStateProps {
  title?: string;
  text: string;
  /** What can be done about it. */
  children?: ReactNode;
}

export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {title === undefined ? null : <p className="empty-state-title">{title}</p>}
      <p>{text}</p>
      {children}
    </div>
  );
}
