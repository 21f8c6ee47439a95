import type { LabEvent } from "@sockpit/protocol";
import type { PythonProgramOptions } from "@sockpit/python";
import type { ReactNode } from "react";
import type { AppModel } from "../app/app-model.js";
import type { FixtureName } from "../fixtures/load-fixture.js";
import type { Translate } from "../shared/translation.js";

export type { AppModel } from "../app/app-model.js";

/** The page's models as a story finds them: a recorded lab, what its programs did, and how the server is. */
export interface Situation {
  /** The recorded lab; none: a lab in which nothing has happened yet. */
  readonly recording?: FixtureName;
  /** The last event of the recording that has happened; all of them where missing. */
  readonly until?: (event: LabEvent) => boolean;
  /** How the server answers: one that has lost the lab makes another; a mapped one has no namespaces and sees no packets; one with wires makes labs of hosts. */
  readonly server?:
    | "answers"
    | "is silent"
    | "is away"
    | "refuses"
    | "lost the lab"
    | "is mapped"
    | "has wires";
  readonly python?: "ready" | "loading" | "starting" | "failed" | "unsupported";
  /** Whether the page's programs have run as the recording says. `steps` then go on, by the program's name. */
  readonly hasRun?: boolean;
  readonly steps?: Readonly<Record<string, (program: PythonProgramOptions) => void>>;
}

/** One look of one component, in a situation. */
export interface Story {
  readonly name: string;
  readonly situation?: Situation;
  /** What the person has done before: chosen a call, gone back in time. */
  readonly before?: (app: AppModel) => void | Promise<void>;
  readonly view: (app: AppModel) => ReactNode;
  /** What the person does then, in the page: opens a menu. */
  readonly act?: (stage: Stage, t: Translate) => void;
  /** How wide it is in pixels; a pane's width where missing. */
  readonly widthPx?: number;
  /** Texts and names of controls that it must show. */
  readonly shows: (t: Translate) => readonly string[];
}

/** The hands of a story. */
export interface Stage {
  /** Opens a menu, a list or a dialog by the button of this name. */
  press(name: string): void;
}

/** The stories of one component, as `X.stories.tsx` beside `X.tsx` exports them. */
export type Stories = readonly Story[];
