import {
  type EditorState,
  type Extension,
  Facet,
  RangeSet,
  StateEffect,
  StateField,
} from "@codemirror/state";
import { type BlockInfo, EditorView, GutterMarker, gutter, keymap, lineNumbers } from "@codemirror/view";
import { lineNames } from "./line-names.js";

const setAll = StateEffect.define<readonly number[]>();
const toggleAt = StateEffect.define<number>();

class BreakpointMarker extends GutterMarker {
  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "breakpoint";
    return element;
  }
}
const marker = new BreakpointMarker();

/** Breakpoints move with the text; one whose line is deleted goes with it. */
const breakpointsField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(markers, transaction) {
    let changed = atLineStarts(transaction.state, markers.map(transaction.changes));
    for (const effect of transaction.effects) {
      if (effect.is(setAll)) changed = markersOn(transaction.state, effect.value);
      else if (effect.is(toggleAt)) changed = toggled(transaction.state, changed, effect.value);
    }
    return changed;
  },
});

/** What a breakpoint is called. */
export const breakpointName = Facet.define<string, string>({ combine: ([name]) => name ?? "" });

/** A screen reader reads the lines, and not the gutter. */
const breakpointNames = lineNames.compute([breakpointsField, breakpointName], (state) =>
  linesOf(state).map((line) => ({ line, name: state.facet(breakpointName) })),
);

/**
 * The line numbers and a gutter beside them, where a click sets a breakpoint or takes it away; Ctrl+F8 does so on the cursor's line.
 * `onChange` gets the lines that have one, ascending, whenever they change.
 */
export function breakpointGutter(onChange: (lines: readonly number[]) => void): Extension {
  return [
    breakpointsField,
    breakpointNames,
    gutter({
      class: "cm-breakpoints",
      markers: (view) => view.state.field(breakpointsField),
      initialSpacer: () => marker,
      renderEmptyElements: true,
      domEventHandlers: { mousedown: pressed },
    }),
    lineNumbers({ domEventHandlers: { mousedown: pressed } }),
    keymap.of([
      {
        key: "Mod-F8",
        run: toggleBreakpoint,
      },
    ]),
    EditorView.updateListener.of((update) => {
      const before = linesOf(update.startState);
      const after = linesOf(update.state);
      if (before.join() !== after.join()) onChange(after);
    }),
  ];
}

function pressed(view: EditorView, line: BlockInfo): true {
  toggle(view, line);
  return true;
}

/** Replaces the breakpoints where they are others than these. */
export function showBreakpoints(view: EditorView, lines: readonly number[]): void {
  if (linesOf(view.state).join() !== lines.join()) view.dispatch({ effects: setAll.of(lines) });
}

/** Sets a breakpoint on the cursor's line, or takes it away. */
export function toggleBreakpoint(view: EditorView): true {
  toggle(view, view.lineBlockAt(view.state.selection.main.head));
  return true;
}

function toggle(view: EditorView, line: BlockInfo): void {
  view.dispatch({ effects: toggleAt.of(view.state.doc.lineAt(line.from).number) });
}

function toggled(state: EditorState, markers: RangeSet<GutterMarker>, line: number): RangeSet<GutterMarker> {
  const lines = linesIn(state, markers);
  return markersOn(state, lines.includes(line) ? lines.filter((other) => other !== line) : [...lines, line]);
}

/** Two lines that became one keep one breakpoint. */
function atLineStarts(state: EditorState, markers: RangeSet<GutterMarker>): RangeSet<GutterMarker> {
  return markers.size === 0 ? markers : markersOn(state, linesIn(state, markers));
}

function markersOn(state: EditorState, lines: readonly number[]): RangeSet<GutterMarker> {
  const known = [...new Set(lines)].filter((line) => line >= 1 && line <= state.doc.lines);
  return RangeSet.of(
    known.map((line) => marker.range(state.doc.line(line).from)),
    true,
  );
}

function linesOf(state: EditorState): readonly number[] {
  return linesIn(state, state.field(breakpointsField));
}

function linesIn(state: EditorState, markers: RangeSet<GutterMarker>): readonly number[] {
  const lines = new Set<number>();
  markers.between(0, state.doc.length, (from) => {
    lines.add(state.doc.lineAt(from).number);
  });
  return [...lines];
}
