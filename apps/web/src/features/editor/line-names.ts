import { type EditorState, Facet, type Range } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** What is said of a line: "waiting here". */
export interface LineName {
  line: number;
  name: string;
}

/** Marks are seen by their colours; these names say the same to a screen reader. Several of a line are joined. */
export const lineNames = Facet.define<readonly LineName[]>();

function nameLines(state: EditorState): DecorationSet {
  const names = new Map<number, string[]>();
  for (const { line, name } of state.facet(lineNames).flat()) {
    names.set(line, [...(names.get(line) ?? []), name]);
  }
  const ranges: Range<Decoration>[] = [...names].map(([line, said]) =>
    Decoration.line({
      attributes: { role: "group", "aria-label": `${line}: ${said.join(", ")}` },
    }).range(state.doc.line(line).from),
  );
  return Decoration.set(ranges, true);
}

export const namedLines = EditorView.decorations.compute([lineNames], nameLines);
