import type { LabKey } from "@sockpit/client";
import type { Condition } from "@sockpit/protocol/scenario";
import type { ExpectationResult, RunResult } from "./results/result.js";

/** What has just happened in the runs of a scenario, in order. */
export type RunProgress =
  | {
      readonly kind: "conditionStarted";
      readonly place: RunPlace;
      readonly condition: Condition;
      /** The lab of this run; undefined where the condition is skipped. */
      readonly lab: LabKey | undefined;
    }
  | {
      readonly kind: "programStarted";
      readonly place: RunPlace;
      /** The name of its process: of further copies `name (2)`, `name (3)` … */
      readonly program: string;
      readonly pid: number;
      /** The number of the event. */
      readonly seq: number;
    }
  | {
      readonly kind: "programEnded";
      readonly place: RunPlace;
      readonly program: string;
      readonly pid: number;
      readonly seq: number;
      /** Exit status as in wait(2). */
      readonly status: number;
    }
  | {
      /**
       * Met as soon as it is observed, where that lasts; the others are decided at the run's end. A later one of the same
       * expectation replaces it: the variable that it names may hold another socket by then.
       */
      readonly kind: "expectationDecided";
      readonly place: RunPlace;
      /** Its index in the scenario's `expect`. */
      readonly index: number;
      readonly result: ExpectationResult;
    }
  | {
      readonly kind: "conditionEnded";
      readonly place: RunPlace;
      readonly result: RunResult;
    };

/** Which run of a scenario. */
export interface RunPlace {
  /** Counted from 1, skipped ones included. */
  readonly number: number;
  /** How many there are. */
  readonly of: number;
}
