import { type EditorState, Facet, type Range, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
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
    .filter((mark) => mark.line >= 1 && mark.line <= state.doc.lines)
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

export const lineMarks = [marksField, markNames, gutterMarks];

/** Replaces the marks, and brings a line where the program now waits or stands into view. */
export function showMarks(view: EditorView, marks: readonly LineMark[]): void {
  const here = marks.find(
    ({ kind, line }) => (kind === "waiting" || kind === "paused") && line <= view.state.doc.lines,
  );
  // Who types is not moved about, but a stop is what the person waits for.
  const scroll =
    here === undefined || (view.hasFocus && here.kind === "waiting")
      ? []
      : [EditorView.scrollIntoView(view.state.doc.line(here.line).from, { y: "nearest", yMargin: 24 })];
  view.dispatch({ effects: [setMarks.of(marks), ...scroll] });
}

/** Puts the cursor on a line and shows it. */
export function revealLine(view: EditorView, line: number): void {
  const { doc } = view.state;
  const { from } = doc.line(Math.min(Math.max(1, line), doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}
