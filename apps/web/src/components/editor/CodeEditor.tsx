import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { baseExtensions } from "./extensions.js";
import { type LineMark, revealLine, showMarks } from "./line-marks.js";

export interface CodeEditorProps {
  /** The accessible name. */
  label: string;
  source: string;
  marks: readonly LineMark[];
  /** A line to go to; a new object for each request. */
  reveal: { line: number } | null;
  onChange(source: string): void;
}

/** CodeMirror for one program. It holds the text; the model is told of changes, and may replace it. */
export function CodeEditor({ label, source, marks, reveal, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const attributes = useRef(new Compartment());
  const changed = useEffectEvent(onChange);
  const initialSource = useEffectEvent(() => source);

  useEffect(() => {
    if (host.current === null) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initialSource(),
        extensions: [
          ...baseExtensions,
          attributes.current.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const named = EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });
    view.current?.dispatch({ effects: attributes.current.reconfigure(named) });
  }, [label]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === source) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: source } });
  }, [source]);

  // Marks are shown when what they say changes; between that they move with the text.
  const marksKey = JSON.stringify(marks);
  useEffect(() => {
    if (view.current !== null) showMarks(view.current, JSON.parse(marksKey) as LineMark[]);
  }, [marksKey]);

  useEffect(() => {
    if (view.current !== null && reveal !== null) revealLine(view.current, reveal.line);
  }, [reveal]);

  return <div ref={host} className="code-editor" />;
}
