import type { ReactNode } from "react";

/** What the app puts into the heading of each form of what happened. */
export interface CentrePaneProps {
  /** Changes to the other form. */
  viewSwitch: ReactNode;
  /** Takes what happened out of the page. */
  exportMenu: ReactNode;
}
