import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Nodes of Lezer's Python grammar whose text is the person's own. */
const textNodes: ReadonlySet<string> = new Set(["String", "FormatString", "ContinuedString", "Comment"]);

/** Lets what is pasted into code be changed on its way; into a string or a comment it goes as it is. */
export function pasteFilter(filter: (text: string, place: (text: string) => string) => string): Extension {
  return EditorView.clipboardInputFilter.of((pasted, state) => {
    const text = pasted.replace(/\r\n?/g, "\n");
    const { from, to } = state.selection.main;
    if (isInText(state, from)) return text;
    return filter(text, (inserted) => state.sliceDoc(0, from) + inserted + state.sliceDoc(to));
  });
}

function isInText(state: EditorState, at: number): boolean {
  let node: ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]> | null = syntaxTree(state).resolveInner(
    at,
    -1,
  );
  for (; node !== null; node = node.parent)
    if (textNodes.has(node.name) && node.from < at && (node.to > at || node.name === "Comment")) return true;
  return false;
}
