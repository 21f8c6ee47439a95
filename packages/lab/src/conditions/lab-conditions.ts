import type { CallCondition, ControlInput } from "@sockpit/protocol";
import { ProcessConditions } from "./process-conditions.js";

/** The conditions of a lab, for processes that start from now on. */
export class LabConditions {
  #conditions: readonly CallCondition[] = [];
  #seed = 0;

  set({ conditions, seed = 0 }: ControlInput<"setConditions">): void {
    this.#conditions = conditions;
    this.#seed = seed;
  }

  /** What is done to the calls of a process; undefined where nothing is. */
  ofProcess(name: string): ProcessConditions | undefined {
    const own = this.#conditions.filter(({ processes }) => processes?.includes(name) ?? true);
    return own.length === 0 ? undefined : new ProcessConditions(own, `${this.#seed} ${name}`);
  }
}
