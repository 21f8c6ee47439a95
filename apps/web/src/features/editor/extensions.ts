import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { lineMarks } from "./line-marks.js";
import { namedLines } from "./line-names.js";

/** Colours come from the page's style sheet, so that they change with its theme. */
const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], class: "tok-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "tok-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "tok-number" },
  { tag: tags.comment, class: "tok-comment" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: "tok-function" },
  { tag: tags.definition(tags.variableName), class: "tok-definition" },
  { tag: [tags.className, tags.definition(tags.className)], class: "tok-class" },
  { tag: tags.self, class: "tok-keyword" },
]);

/** What a line is made of that is no program. */
export const lineExtensions: readonly Extension[] = [
  history(),
  bracketMatching(),
  keymap.of([...defaultKeymap, ...historyKeymap]),
  EditorView.lineWrapping,
];

/** What every editor of the page is made of. */
export const baseExtensions: readonly Extension[] = [
  highlightActiveLineGutter(),
  highlightActiveLine(),
  history(),
  drawSelection(),
  indentOnInput(),
  indentUnit.of("    "),
  bracketMatching(),
  syntaxHighlighting(highlighting),
  lineMarks,
  namedLines,
  keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  EditorView.lineWrapping,
];
