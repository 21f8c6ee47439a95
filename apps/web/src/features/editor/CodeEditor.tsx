import { toggleComment } from "@codemirror/commands";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { useTranslation } from "../../shared/translation-context.js";
import {
  type BreakpointWords,
  breakpointGutter,
  breakpointWords,
  showBreakpoints,
  toggleBreakpoint,
} from "./breakpoints.js";
import type { Breakpoint } from "./breakpoints-model.js";
import { difference } from "./difference.js";
import type { EditorHandle } from "./editors-model.js";
import { baseExtensions } from "./extensions.js";
import { type LineMark, type MarkClock, markClock, markStart, revealLine, showMarks } from "./line-marks.js";
import { loadAssistance, loadLanguage, openSearch } from "./load-assistance.js";
import { pasteFilter } from "./paste-filter.js";

/** Here, so that they are no file of their own, which every visitor would wait for. */
export { lineExtensions } from "./extensions.js";

export interface CodeEditorProps {
  /** The accessible name. */
  label: string;
  /** How to leave it by keyboard, where Tab indents. */
  leaveHint: string;
  /** In steps, not in Python. */
  isSteps: boolean;
  source: string;
  marks: readonly LineMark[];
  /** The process that runs the text, or has; null where none has. */
  pid: number | null;
  /** A line to go to; a new object for each request. */
  reveal: { line: number } | null;
  breakpoints: readonly Breakpoint[];
  breakpointWords: BreakpointWords;
  /** What the marks' time is read from. */
  clock: MarkClock;
  /** With undefined when it goes. */
  onReady(editor: EditorHandle | undefined): void;
  onChange(source: string): void;
  onBreakpointsChange(breakpoints: readonly Breakpoint[]): void;
  /** The text that goes in where this one is pasted into code. `place`: the whole program with a text in that place. */
  onPaste(text: string, place: (text: string) => string): string;
}

/** CodeMirror for one program. It holds the text; it reports changes to the model, which may replace it. */
export function CodeEditor(props: CodeEditorProps) {
  const { label, leaveHint, isSteps, source, marks, pid, reveal, breakpoints } = props;
  const { enabled, disabled } = props.breakpointWords;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const hintId = useId();
  const [hasTabbed, setHasTabbed] = useState(false);
  const attributes = useRef(new Compartment());
  const language = useRef(new Compartment());
  const assist = useRef(new Compartment());
  const translation = useTranslation();
  const changed = useEffectEvent(props.onChange);
  const breakpointsChanged = useEffectEvent(props.onBreakpointsChange);
  const ready = useEffectEvent(props.onReady);
  const pasted = useEffectEvent(props.onPaste);
  const initialSource = useEffectEvent(() => source);
  const clockOf = useEffectEvent(() => props.clock);

  useEffect(() => {
    if (host.current === null) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initialSource(),
        extensions: [
          breakpointGutter((changed) => breakpointsChanged(changed)),
          ...baseExtensions,
          language.current.of([]),
          attributes.current.of([]),
          assist.current.of([]),
          markClock.of({ nowUs: () => clockOf().nowUs(), watch: (onMove) => clockOf().watch(onMove) }),
          pasteFilter((text, place) => pasted(text, place)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    ready(handleOf(editor));
    void loadLanguage().then((python) => {
      if (view.current === editor) editor.dispatch({ effects: language.current.reconfigure(python) });
    });
    return () => {
      ready(undefined);
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    let isWanted = true;
    void loadAssistance(isSteps).then((assistance) => {
      if (!isWanted || view.current === null) return;
      view.current.dispatch({ effects: assist.current.reconfigure(assistance(translation)) });
    });
    return () => {
      isWanted = false;
    };
  }, [translation, isSteps]);

  useEffect(() => {
    const named = [
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": hintId, tabindex: "0" }),
      breakpointWords.of({ enabled, disabled }),
    ];
    view.current?.dispatch({ effects: attributes.current.reconfigure(named) });
  }, [label, hintId, enabled, disabled]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === source) return;
    editor.dispatch({ changes: difference(editor.state.doc.toString(), source) });
  }, [source]);

  useEffect(() => {
    if (view.current !== null) showBreakpoints(view.current, breakpoints);
  }, [breakpoints]);

  useEffect(() => {
    if (view.current !== null && pid !== null) markStart(view.current);
  }, [pid]);

  // Marks are shown when what they say changes; between that they move with the text.
  const marksKey = JSON.stringify(marks);
  useEffect(() => {
    if (view.current !== null) showMarks(view.current, JSON.parse(marksKey) as LineMark[]);
  }, [marksKey]);

  useEffect(() => {
    if (view.current !== null && reveal !== null) revealLine(view.current, reveal.line);
  }, [reveal]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only sees whether Tab was pressed in the editor.
    <div
      className="code-editor"
      onKeyUp={({ key }) => {
        if (key === "Tab") setHasTabbed(true);
      }}
      onBlur={() => setHasTabbed(false)}
    >
      <div ref={host} className="code-host" />
      <p id={hintId} className={hasTabbed ? "leave-hint" : "visually-hidden"}>
        {leaveHint}
      </p>
    </div>
  );
}

function handleOf(view: EditorView): EditorHandle {
  return {
    find: () => void openSearch(view),
    toggleComment: () => {
      view.focus();
      toggleComment(view);
    },
    toggleBreakpoint: () => {
      view.focus();
      toggleBreakpoint(view);
    },
  };
}
