import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { type Diagnostic, linter } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import type { Translation } from "../../../shared/translation.js";
import { loadGlossaries } from "../../glossary/public.js";
import { problemNames } from "./problem-names.js";
import { phrases } from "./search-phrases.js";
import { completeSocket, explainSocket } from "./socket-help.js";
import { socketWords } from "./socket-words.js";
import { findSyntaxProblems, type SyntaxProblem } from "./syntax-errors.js";
import "./assist.css";

export { openSearchPanel } from "@codemirror/search";

/** How long nothing is typed before the text is looked at: what is half written is no error. */
export const LINT_DELAY_MS = 700;

export const words = async () => socketWords(await loadGlossaries());

/** What helps to write: completion, explanations, search, syntax errors. A file of its own, fetched behind the editor. */
export function assistance(translation: Translation): Extension {
  const { t, language } = translation;
  const message = ({ kind, what }: SyntaxProblem) => t(`editor.problems.${kind}`, { what });
  const diagnostic = (problem: SyntaxProblem): Diagnostic => ({
    from: problem.from,
    to: problem.to,
    severity: "error",
    message: message(problem),
  });
  return [
    autocompletion({ override: [completeSocket({ words, language })], icons: false }),
    explainSocket({ words, language }),
    linter((view) => findSyntaxProblems(syntaxTree(view.state), view.state.doc).map(diagnostic), {
      delay: LINT_DELAY_MS,
    }),
    commonAssistance(translation),
  ];
}

/** What helps to write in any language. */
export function commonAssistance({ t }: Translation): Extension {
  return [
    closeBrackets(),
    search({ top: true }),
    highlightSelectionMatches(),
    problemNames((problem) => t("editor.marks.wrong", { problem })),
    EditorState.phrases.of(phrases(t)),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap]),
  ];
}
