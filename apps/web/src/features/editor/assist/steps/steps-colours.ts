import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { constantNames, exceptionNames, stepFunctions, stepMethods } from "@sockpit/protocol/scenario";

const keywords: ReadonlySet<string> = new Set(["for", "in", "range", "after", "raises", "with", "timeout"]);
const values: ReadonlySet<string> = new Set(["True", "False", "None"]);
const functions: ReadonlySet<string> = new Set([
  ...Object.keys(stepFunctions),
  ...Object.keys(stepMethods),
  ...["print", "sleep", "len", "hex", "file", "encode", "decode", "pack", "unpack", "inet_aton"],
]);

/** A comment, a text, a number, or a word: nothing of steps goes beyond its line. */
const TOKEN =
  /(#.*)|([bB]?(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?))|(\b\d[\w.]*|#\d+)|([A-Za-z_]\w*(?:-[A-Z]+)*)(\s*\()?/g;

/** Steps in colours. A grammar of their own would take more bytes than all else that helps to write them. */
export const stepsColours = ViewPlugin.fromClass(
  class {
    colours: DecorationSet;

    constructor(view: EditorView) {
      this.colours = coloursOf(view);
    }

    update({ docChanged, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.colours = coloursOf(view);
    }
  },
  { decorations: ({ colours }) => colours },
);

function coloursOf({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      for (const match of line.text.matchAll(TOKEN)) {
        const [, comment, text, number, word, call] = match;
        const kind = comment
          ? "comment"
          : text
            ? "string"
            : number
              ? "number"
              : kindOf(word ?? "", call !== undefined);
        const start = line.from + match.index;
        const end = start + match[0].length - (call?.length ?? 0);
        if (kind !== undefined) builder.add(start, end, Decoration.mark({ class: `tok-${kind}` }));
      }
      at = line.to + 1;
    }
  }
  return builder.finish();
}

function kindOf(word: string, isCall: boolean): string | undefined {
  if (keywords.has(word)) return "keyword";
  if (values.has(word) || constantNames.has(word)) return "number";
  if (exceptionNames.has(word)) return "class";
  return isCall && functions.has(word) ? "function" : undefined;
}
