import {
  type EditorState,
  type Extension,
  Facet,
  RangeSet,
  StateEffect,
  StateField,
} from "@codemirror/state";
import { type BlockInfo, EditorView, GutterMarker, gutter, keymap, lineNumbers } from "@codemirror/view";
import type { Breakpoint } from "./breakpoints-model.js";
import { lineNames } from "./line-names.js";

const setAll = StateEffect.define<readonly Breakpoint[]>();
const toggleAt = StateEffect.define<number>();

class BreakpointMarker extends GutterMarker {
  readonly isEnabled: boolean;

  constructor(isEnabled: boolean) {
    super();
    this.isEnabled = isEnabled;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = this.isEnabled ? "breakpoint" : "breakpoint breakpoint-disabled";
    return element;
  }
}
const enabledMarker = new BreakpointMarker(true);
const disabledMarker = new BreakpointMarker(false);

type Markers = RangeSet<BreakpointMarker>;

/** Breakpoints move with the text; one whose line is deleted goes with it. */
const breakpointsField = StateField.define<Markers>({
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
export interface BreakpointWords {
  enabled: string;
  disabled: string;
}

export const breakpointWords = Facet.define<BreakpointWords, BreakpointWords>({
  combine: ([words]) => words ?? { enabled: "", disabled: "" },
});

/** A screen reader reads the lines, and not the gutter. */
const breakpointNames = lineNames.compute([breakpointsField, breakpointWords], (state) => {
  const { enabled, disabled } = state.facet(breakpointWords);
  return breakpointsOf(state).map(({ line, isEnabled }) => ({ line, name: isEnabled ? enabled : disabled }));
});

/**
 * The line numbers and a gutter beside them, where a click sets a breakpoint or takes it away; Ctrl+F8 does so on the cursor's line.
 * `onChange` gets all of them, lines ascending, whenever they change.
 */
export function breakpointGutter(onChange: (breakpoints: readonly Breakpoint[]) => void): Extension {
  return [
    breakpointsField,
    breakpointNames,
    gutter({
      class: "cm-breakpoints",
      markers: (view) => view.state.field(breakpointsField),
      initialSpacer: () => enabledMarker,
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
      if (update.startState.field(breakpointsField) === update.state.field(breakpointsField)) return;
      const after = breakpointsOf(update.state);
      if (!isSame(breakpointsOf(update.startState), after)) onChange(after);
    }),
  ];
}

function pressed(view: EditorView, line: BlockInfo): true {
  toggle(view, line);
  return true;
}

/** Replaces the breakpoints where they are others than these. */
export function showBreakpoints(view: EditorView, breakpoints: readonly Breakpoint[]): void {
  if (!isSame(breakpointsOf(view.state), breakpoints)) view.dispatch({ effects: setAll.of(breakpoints) });
}

/** Sets a breakpoint on the cursor's line, or takes it away. */
export function toggleBreakpoint(view: EditorView): true {
  toggle(view, view.lineBlockAt(view.state.selection.main.head));
  return true;
}

function toggle(view: EditorView, line: BlockInfo): void {
  view.dispatch({ effects: toggleAt.of(view.state.doc.lineAt(line.from).number) });
}

function toggled(state: EditorState, markers: Markers, line: number): Markers {
  const all = breakpointsIn(state, markers);
  const others = all.filter((breakpoint) => breakpoint.line !== line);
  return markersOn(state, others.length < all.length ? others : [...all, { line, isEnabled: true }]);
}

/** Two lines that became one keep one breakpoint. */
function atLineStarts(state: EditorState, markers: Markers): Markers {
  return markers.size === 0 ? markers : markersOn(state, breakpointsIn(state, markers));
}

function markersOn(state: EditorState, breakpoints: readonly Breakpoint[]): Markers {
  const known = breakpoints.filter(({ line }) => line >= 1 && line <= state.doc.lines);
  return RangeSet.of(
    known.map(({ line, isEnabled }) =>
      (isEnabled ? enabledMarker : disabledMarker).range(state.doc.line(line).from),
    ),
    true,
  );
}

function breakpointsOf(state: EditorState): readonly Breakpoint[] {
  return breakpointsIn(state, state.field(breakpointsField));
}

/** One a line: of two, an enabled one. */
function breakpointsIn(state: EditorState, markers: Markers): readonly Breakpoint[] {
  const byLine = new Map<number, boolean>();
  markers.between(0, state.doc.length, (from, _to, { isEnabled }) => {
    const { number } = state.doc.lineAt(from);
    byLine.set(number, isEnabled || byLine.get(number) === true);
  });
  return [...byLine].map(([line, isEnabled]) => ({ line, isEnabled }));
}

function isSame(one: readonly Breakpoint[], other: readonly Breakpoint[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ line, isEnabled }, index) => {
      const its = other[index];
      return its?.line === line && its.isEnabled === isEnabled;
    })
  );
}
