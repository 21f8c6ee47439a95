import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap } from "@codemirror/view";
import type { Translation } from "../../shared/translation.js";
import { completeSocket, explainSocket } from "./assist/socket-help.js";
import { completeSteps, stepHelp } from "./assist/steps/steps-assistance.js";
import { stepsColours } from "./assist/steps/steps-colours.js";
import "./assist/assist.css";

/** A console, as its editor knows it. */
export interface ConsoleOfEditor {
  /** Variables, and whether each holds a socket. */
  variables(): ReadonlyMap<string, "socket" | "value">;
  /** Lines that were given, oldest first. */
  history(): readonly string[];
  isWaiting(): boolean;
  run(text: string): void;
  interrupt(): void;
}

export interface ConsoleEditorOptions {
  readonly parent: HTMLElement;
  readonly label: string;
  readonly translation: Translation;
  readonly console: ConsoleOfEditor;
  readonly base: readonly Extension[];
}

/** What a call is written in: completion, the calls made before with ↑ and ↓, Enter to make it, Ctrl+C to interrupt it. */
export function openConsoleEditor({ parent, label, translation, console, base }: ConsoleEditorOptions): {
  destroy(): void;
} {
  const { language } = translation;
  const help = {
    ...stepHelp(language),
    namesOf: () => ({
      modules: new Set(["socket"]),
      sockets: new Set([...console.variables()].flatMap(([name, kind]) => (kind === "socket" ? [name] : []))),
      imported: "all" as const,
    }),
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        // The list of completions takes its keys first, while it is open.
        Prec.highest(keymap.of(completionKeymap)),
        keymap.of(consoleKeys(console)),
        closeBrackets(),
        stepsColours,
        autocompletion({ override: [completeSocket(help), completeSteps(language)], icons: false }),
        explainSocket(help),
        base,
        EditorView.contentAttributes.of({ "aria-label": label }),
      ],
    }),
  });
  view.focus();
  return view;
}

function consoleKeys(console: ConsoleOfEditor): readonly KeyBinding[] {
  /** How far back ↑ has gone: 0 is the line that is written. */
  let back = 0;
  const recall = (view: EditorView, step: number): boolean => {
    const history = console.history();
    const next = Math.max(0, Math.min(history.length, back + step));
    if (next === back) return false;
    back = next;
    const insert = next === 0 ? "" : (history.at(-next) ?? "");
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert },
      selection: { anchor: insert.length },
    });
    return true;
  };
  const isOnLine = ({ state }: EditorView, line: number) =>
    state.doc.lineAt(state.selection.main.head).number === line;
  return [
    {
      key: "Enter",
      run: (view) => {
        const text = view.state.doc.toString();
        if (console.isWaiting() || text.trim() === "") return true;
        back = 0;
        view.dispatch({ changes: { from: 0, to: view.state.doc.length } });
        console.run(text.trimEnd());
        return true;
      },
    },
    { key: "ArrowUp", run: (view) => isOnLine(view, 1) && recall(view, 1) },
    { key: "ArrowDown", run: (view) => isOnLine(view, view.state.doc.lines) && recall(view, -1) },
    {
      key: "Ctrl-c",
      run: ({ state }) => {
        if (!state.selection.main.empty || !console.isWaiting()) return false;
        console.interrupt();
        return true;
      },
    },
  ];
}
