import { Component, type ReactNode } from "react";

interface ErrorBoundaryProps {
  /** What stands in the place of children that threw. */
  fallback: (error: Error) => ReactNode;
  children: ReactNode;
}

/** Keeps what a component throws from taking the rest of the page with it. React reports it on the console. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : this.props.fallback(error);
  }
}
