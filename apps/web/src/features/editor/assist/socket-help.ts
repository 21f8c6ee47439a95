import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorState, Extension } from "@codemirror/state";
import { hoverTooltip, type Tooltip } from "@codemirror/view";
import type { Language } from "../../../shared/language.js";
import { type SocketNames, socketNames } from "./socket-names.js";
import type { SocketWord } from "./socket-words.js";

export interface SocketHelp {
  readonly words: () => Promise<readonly SocketWord[]>;
  readonly language: Language;
  /** What a text calls the module, and its sockets; in Python where nothing is said. */
  readonly namesOf?: (source: string) => SocketNames;
}

/** The words that may stand where `base.` or nothing stands before. */
function wordsAfter(
  { modules, sockets, imported }: SocketNames,
  base: string | undefined,
  words: readonly SocketWord[],
): readonly SocketWord[] {
  if (base === undefined) {
    const isImported = (name: string) => imported === "all" || imported.has(name);
    return words.filter(({ kind, name }) => kind !== "method" && isImported(name));
  }
  if (modules.has(base)) return words.filter(({ kind }) => kind !== "method");
  return sockets.has(base) ? words.filter(({ kind }) => kind === "method") : [];
}

/** Offers the names of `socket` behind `socket.`, and methods behind a variable that holds a socket. */
export function completeSocket({ words, language, namesOf = socketNames }: SocketHelp) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const found = context.matchBefore(/(?:\w+\.)?\w*/);
    if (found === null || isInText(context.state, context.pos)) return null;
    const dot = found.text.indexOf(".");
    if (dot === -1 && found.text.length < 2 && !context.explicit) return null;
    const base = dot === -1 ? undefined : found.text.slice(0, dot);
    const offered = wordsAfter(namesOf(context.state.doc.toString()), base, await words());
    if (offered.length === 0) return null;
    return {
      from: found.from + dot + 1,
      options: offered.map(({ name, kind, signature, meaning }) => ({
        label: name,
        type: kind,
        detail: signature === name ? "" : signature.slice(name.length),
        info: meaning[language],
      })),
      validFor: /^\w*$/,
    };
  };
}

/** Says what a word of `socket` means that the pointer rests on. */
export function explainSocket({ words, language, namesOf = socketNames }: SocketHelp): Extension {
  return hoverTooltip(async (view, position): Promise<Tooltip | null> => {
    const { state } = view;
    const line = state.doc.lineAt(position);
    if (isInText(state, position)) return null;
    for (const match of line.text.matchAll(/(?:(\w+)\s*\.\s*)?(\w+)/g)) {
      const [whole, base, name = ""] = match;
      const to = line.from + match.index + whole.length;
      const from = to - name.length;
      if (position < from || position > to) continue;
      const word = wordsAfter(namesOf(state.doc.toString()), base, await words()).find(
        (known) => known.name === name,
      );
      return word === undefined
        ? null
        : { pos: from, end: to, above: true, create: () => ({ dom: bubble(word, language) }) };
    }
    return null;
  });
}

/** A word's signature, and what it means. */
function bubble({ signature, meaning }: SocketWord, language: Language): HTMLElement {
  const box = document.createElement("div");
  box.className = "word-help";
  const code = document.createElement("code");
  code.textContent = signature;
  const text = document.createElement("p");
  text.textContent = meaning[language];
  box.append(code, text);
  return box;
}

/** Inside of a string or behind a `#`, as the line looks: words are only text there. */
function isInText(state: EditorState, position: number): boolean {
  const line = state.doc.lineAt(position);
  const before = line.text.slice(0, position - line.from);
  let quote = "";
  for (const char of before) {
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "#") return true;
    else if (char === "'" || char === '"') quote = char;
  }
  return quote !== "";
}
