import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { type Diagnostic, linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { exceptionNames, readSteps, stepFunctions, stepMethods } from "@sockpit/protocol/scenario";
import type { Language } from "../../../../shared/language.js";
import type { Translation } from "../../../../shared/translation.js";
import { commonAssistance, LINT_DELAY_MS, words } from "../assist.js";
import { completeSocket, explainSocket, type SocketHelp } from "../socket-help.js";
import { stepNames } from "./step-names.js";
import { endings, functions, statements } from "./step-words.js";
import { stepsColours } from "./steps-colours.js";

/** What helps to write steps: their colours, completion, explanations, and mistakes as the parser finds them. */
export function stepsAssistance(translation: Translation): Extension {
  const { language } = translation;
  const help = stepHelp(language);
  return [
    stepsColours,
    autocompletion({ override: [completeSocket(help), completeSteps(language)], icons: false }),
    explainSocket(help),
    linter((view) => problemsOf(view.state.doc.toString()), { delay: LINT_DELAY_MS }),
    commonAssistance(translation),
  ];
}

/** The words of the socket module that steps have. */
export function stepHelp(language: Language): SocketHelp {
  const has = { method: stepMethods, function: stepFunctions };
  return {
    words: async () =>
      (await words()).filter(({ kind, name }) => kind === "constant" || Object.hasOwn(has[kind], name)),
    language,
    namesOf: stepNames,
  };
}

/** Offers what steps have besides calls: where a step begins, within one, and behind its call. */
export function completeSteps(language: Language) {
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[A-Za-z]\w*/);
    if (word === null && !context.explicit) return null;
    const from = word?.from ?? context.pos;
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, from - line.from);
    if (/[.#"'\w]$/.test(before)) return null;
    if (/\braises\s+$/.test(before))
      return { from, options: [...exceptionNames].map((label) => ({ label })) };
    const isStart = /(?:^|;)\s*$/.test(before);
    const offered = isStart ? [...statements, ...functions] : /\)\s+$/.test(before) ? endings : functions;
    const options = offered.map(
      ({ label, detail, meaning }): Completion => ({
        label,
        detail,
        info: meaning[language],
        type: "keyword",
      }),
    );
    return { from, options, validFor: /^\w*$/ };
  };
}

/** The mistakes of steps, each marked from where it is to the end of its word. */
function problemsOf(source: string): Diagnostic[] {
  const problems: Diagnostic[] = [];
  readSteps(source, ({ message, hint, offset }) => {
    const word = /^(?:[\w.]+|[^\n])/.exec(source.slice(offset))?.[0] ?? "";
    const from = word === "" ? Math.max(0, offset - 1) : offset;
    const text = hint === undefined ? message : `${message}. ${hint}`;
    problems.push({ from, to: Math.max(from, offset + word.length), severity: "error", message: text });
  });
  return problems;
}
