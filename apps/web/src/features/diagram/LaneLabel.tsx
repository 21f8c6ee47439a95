import type { ReactNode } from "react";
import type { RowContext } from "./row-context.js";

interface LaneLabelProps {
  lane: number;
  context: RowContext;
  className?: string;
  children: ReactNode;
}

/** What is written beside a lane's lifeline. */
export function LaneLabel({ lane, context, className, children }: LaneLabelProps) {
  const box = context.geometry.labels[lane];
  if (box === undefined) return null;
  return (
    <span
      className={`lane-label lane-label-${box.side} ${className ?? ""}`}
      data-colour={context.programOfLane(lane)?.colour ?? ""}
      style={{ left: box.x, width: box.width }}
    >
      <span className="visually-hidden">{context.nameOfLane(lane)}: </span>
      {children}
    </span>
  );
}
