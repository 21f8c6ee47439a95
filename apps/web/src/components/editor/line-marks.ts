import { type EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  WidgetType,
} from "@codemirror/view";

/**
 * Something to say of a line: the program waits there, stands still before it, failed there, or the selected call
 * stands there.
 */
export interface LineMark {
  line: number;
  kind: "waiting" | "stopped" | "failed" | "selected";
  label?: string;
}

const setMarks = StateEffect.define<readonly LineMark[]>();

class LabelWidget extends WidgetType {
  readonly #mark: LineMark;

  constructor(mark: LineMark) {
    super();
    this.#mark = mark;
  }

  override eq(other: LabelWidget): boolean {
    return other.#mark.label === this.#mark.label && other.#mark.kind === this.#mark.kind;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = `line-label line-label-${this.#mark.kind}`;
    element.textContent = this.#mark.label ?? "";
    return element;
  }
}

function decorate(state: EditorState, marks: readonly LineMark[]): DecorationSet {
  const ranges = marks
    .filter((mark) => mark.line >= 1 && mark.line <= state.doc.lines)
    .flatMap((mark) => {
      const line = state.doc.line(mark.line);
      const background = Decoration.line({ class: `line-mark line-mark-${mark.kind}` }).range(line.from);
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

class WaitingGutter extends GutterMarker {
  override elementClass = "gutter-waiting";
}
const waitingGutter = new WaitingGutter();

const gutterMarks = gutterLineClass.compute([marksField], (state) => {
  const starts: number[] = [];
  state.field(marksField).between(0, state.doc.length, (from, _to, { spec }) => {
    if (typeof spec["class"] === "string" && spec["class"].includes("line-mark-waiting")) starts.push(from);
  });
  return RangeSet.of(starts.map((from) => waitingGutter.range(from)));
});

export const lineMarks = [marksField, gutterMarks];

/** Replaces the marks, and brings a line where the program now waits or stands into view. */
export function showMarks(view: EditorView, marks: readonly LineMark[]): void {
  const here = marks.find(
    ({ kind, line }) => (kind === "waiting" || kind === "stopped") && line <= view.state.doc.lines,
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
