import { type Context, createContext, use } from "react";

/**
 * A context for a model that app/ makes, and the hook that reads it. A feature declares what it needs this way, and
 * knows nothing of the app that provides it.
 */
export function createModelContext<T>(name: string): readonly [Context<T | undefined>, () => T] {
  const ModelContext = createContext<T | undefined>(undefined);
  ModelContext.displayName = name;
  const useProvided = () => {
    const model = use(ModelContext);
    if (model === undefined) throw new Error(`A component is outside of ${name}.`);
    return model;
  };
  return [ModelContext, useProvided];
}
