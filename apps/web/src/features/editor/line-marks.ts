import {
  type EditorState,
  Facet,
  type Range,
  RangeSet,
  StateEffect,
  StateField,
  Transaction,
} from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  ViewPlugin,
  WidgetType,
} from "@codemirror/view";
import { formatElapsed } from "../../shared/format/format-duration.js";
import { type LineName, lineNames } from "./line-names.js";

/**
 * Something to say of a line: the program waits there, is paused before it, was there last and goes on, failed
 * there, or the selected call stands there.
 */
export interface LineMark {
  line: number;
  kind: "waiting" | "paused" | "running" | "failed" | "selected";
  /** What the mark says to a screen reader. */
  name: string;
  /** What stands behind the line. */
  label?: string;
  /** Since when, by the lab's clock: shown behind the label, and counting. */
  sinceUs?: number;
}

/** The lab's clock as of the moment shown. */
export interface MarkClock {
  nowUs(): number;
  /** Calls back whenever it has moved, until the returned function is called. */
  watch(onMove: () => void): () => void;
}

/** Where an editor's marks have their time from. */
export const markClock = Facet.define<MarkClock, MarkClock | undefined>({ combine: ([clock]) => clock });

const setMarks = StateEffect.define<readonly LineMark[]>();

/** How to stop the hands that count, by their labels: the view keeps a label while widgets come and go. */
const hands = new WeakMap<HTMLElement, () => void>();

class LabelWidget extends WidgetType {
  readonly #mark: LineMark;

  constructor(mark: LineMark) {
    super();
    this.#mark = mark;
  }

  override eq(other: LabelWidget): boolean {
    const [own, its] = [this.#mark, other.#mark];
    return its.label === own.label && its.kind === own.kind && its.sinceUs === own.sinceUs;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { kind, label = "", sinceUs } = this.#mark;
    const element = document.createElement("span");
    element.className = `line-label line-label-${kind}`;
    element.textContent = label;
    const clock = view.state.facet(markClock);
    if (sinceUs !== undefined && clock !== undefined) addHand(element, clock, sinceUs);
    return element;
  }

  override destroy(element: HTMLElement): void {
    hands.get(element)?.();
    hands.delete(element);
  }
}

/** The time so far, counting. Hidden from screen readers, which would read each tick. */
function addHand(label: HTMLElement, clock: MarkClock, sinceUs: number): void {
  const hand = document.createElement("span");
  hand.className = "line-elapsed";
  hand.setAttribute("aria-hidden", "true");
  const show = () => {
    const text = ` · ${formatElapsed(clock.nowUs() - sinceUs)}`;
    if (hand.textContent !== text) hand.textContent = text;
  };
  show();
  label.append(hand);
  hands.set(label, clock.watch(show));
}

function decorate(state: EditorState, marks: readonly LineMark[]): DecorationSet {
  const ranges = marks
    .filter(({ line }) => isLineOf(state, line))
    .flatMap((mark) => {
      const line = state.doc.line(mark.line);
      const { kind, name } = mark;
      const background = Decoration.line({ class: `line-mark line-mark-${kind}`, kind, name }).range(
        line.from,
      );
      if (mark.label === undefined) return [background];
      return [background, Decoration.widget({ widget: new LabelWidget(mark), side: 1 }).range(line.to)];
    });
  return Decoration.set(ranges, true);
}

/** The marks move with the text that they were put on. */
const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    const moved = decorations.map(transaction.changes);
    const effect = transaction.effects.findLast((candidate) => candidate.is(setMarks));
    return effect?.is(setMarks) ? decorate(transaction.state, effect.value) : moved;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The marks' names, at the lines where they are now. */
const markNames = lineNames.compute([marksField], (state) => {
  const names: LineName[] = [];
  state.field(marksField).between(0, state.doc.length, (from, _to, { spec }) => {
    const { name } = spec as { name?: string };
    if (name !== undefined) names.push({ line: state.doc.lineAt(from).number, name });
  });
  return names;
});

class StandingGutter extends GutterMarker {
  override readonly elementClass: string;

  constructor(kind: string) {
    super();
    this.elementClass = `gutter-${kind}`;
  }
}

const standingGutters = ["running", "waiting", "paused"].map((kind) => ({
  kind,
  marker: new StandingGutter(kind),
}));

const gutterMarks = gutterLineClass.compute([marksField], (state) => {
  const ranges: Range<GutterMarker>[] = [];
  state.field(marksField).between(0, state.doc.length, (from, _to, { spec }) => {
    const found = standingGutters.find(({ kind }) => kind === spec["kind"]);
    if (found !== undefined) ranges.push(found.marker.range(from));
  });
  return RangeSet.of(ranges, true);
});

const startRun = StateEffect.define<null>();

/** Whether a person has changed the text since the program's last run began. */
const isEdited = StateField.define<boolean>({
  create: () => false,
  update(isSo, transaction) {
    if (transaction.effects.some((effect) => effect.is(startRun))) return false;
    const isByPerson = transaction.annotation(Transaction.userEvent) !== undefined;
    return isSo || (transaction.docChanged && isByPerson);
  },
});

/** Pixels around a line that is brought into view, where the editor has room for them. */
const LINE_MARGIN = 24;

/** As little as it takes; in an editor that is hardly higher than the line, which may be wrapped, all of it. */
function scrollToLine(view: EditorView, line: number): StateEffect<unknown> {
  const { from } = view.state.doc.line(line);
  const spare = (view.scrollDOM.clientHeight - view.lineBlockAt(from).height) / 2;
  return spare < LINE_MARGIN
    ? EditorView.scrollIntoView(from, { y: "start", yMargin: Math.max(0, spare) })
    : EditorView.scrollIntoView(from, { y: "nearest", yMargin: LINE_MARGIN });
}

/** What is said of a failure takes room from the editor: the line stays in view, until a person turns to another. */
class FailureKeeper {
  isKept = false;
  readonly #observer: ResizeObserver;

  constructor(view: EditorView) {
    this.#observer = new ResizeObserver(() => {
      const line = this.isKept ? failedLineOf(view.state) : undefined;
      if (line !== undefined) view.dispatch({ effects: scrollToLine(view, line) });
    });
    this.#observer.observe(view.scrollDOM);
  }

  destroy(): void {
    this.#observer.disconnect();
  }
}

const release = (_event: Event, view: EditorView) => {
  const keeper = view.plugin(keepFailure);
  if (keeper !== null) keeper.isKept = false;
};

const keepFailure: ViewPlugin<FailureKeeper> = ViewPlugin.fromClass(FailureKeeper, {
  eventHandlers: { wheel: release, touchmove: release, pointerdown: release, keydown: release },
});

export const lineMarks = [marksField, isEdited, markNames, gutterMarks, keepFailure];

/** The program runs anew: its text is taken for what runs. */
export function markStart(view: EditorView): void {
  view.dispatch({ effects: startRun.of(null) });
}

/** Replaces the marks, and brings a line where the program now waits, stands or has failed into view. */
export function showMarks(view: EditorView, marks: readonly LineMark[]): void {
  const failure = newFailure(view.state, marks);
  const here = failure ?? marks.find(({ kind }) => kind === "waiting" || kind === "paused");
  const isShown = here !== undefined && isLineOf(view.state, here.line) && !isInTheWay(view, here.kind);
  const scroll = isShown ? [scrollToLine(view, here.line)] : [];
  view.dispatch({ effects: [setMarks.of(marks), ...scroll] });
  const keeper = view.plugin(keepFailure);
  if (keeper !== null && failure !== undefined) keeper.isKept = isShown;
}

/** Where the program has failed, if that is not shown yet. */
function newFailure(state: EditorState, marks: readonly LineMark[]): LineMark | undefined {
  return failedLineOf(state) === undefined ? marks.find(({ kind }) => kind === "failed") : undefined;
}

/** Where the mark of a failure is now. */
function failedLineOf(state: EditorState): number | undefined {
  let found: number | undefined;
  state.field(marksField).between(0, state.doc.length, (from, _to, { spec }) => {
    if (spec["kind"] === "failed") found = state.doc.lineAt(from).number;
  });
  return found;
}

function isLineOf({ doc }: EditorState, line: number): boolean {
  return line >= 1 && line <= doc.lines;
}

/** Who types is not moved about; but a stop is what the person waits for, and so is the end of a run of this text. */
function isInTheWay(view: EditorView, kind: LineMark["kind"]): boolean {
  return view.hasFocus && (kind === "waiting" || (kind === "failed" && view.state.field(isEdited)));
}

/** Puts the cursor on a line and shows it. */
export function revealLine(view: EditorView, line: number): void {
  const { doc } = view.state;
  const { from } = doc.line(Math.min(Math.max(1, line), doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}
