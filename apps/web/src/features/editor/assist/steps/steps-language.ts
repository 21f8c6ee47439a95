import { StreamLanguage, type StringStream } from "@codemirror/language";
import { constantNames, exceptionNames, stepFunctions, stepMethods } from "@sockpit/protocol/scenario";

const keywords: ReadonlySet<string> = new Set(["for", "in", "range", "after", "raises", "with", "timeout"]);
const values: ReadonlySet<string> = new Set(["True", "False", "None"]);
const functions: ReadonlySet<string> = new Set([
  ...Object.keys(stepFunctions),
  ...Object.keys(stepMethods),
  "print",
  "sleep",
  "len",
  "hex",
  "file",
  "encode",
  "decode",
]);

/** Steps, coloured a line at a time: no text of them goes beyond its line. */
export const stepsLanguage = StreamLanguage.define({
  name: "steps",
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "'", '"'] } },
  token(stream: StringStream): string | null {
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return "comment";
    if (stream.match(/[bBrR]?"(?:[^"\\]|\\.)*"?/) || stream.match(/[bBrR]?'(?:[^'\\]|\\.)*'?/))
      return "string";
    if (stream.match(/\d[\w.]*|#\d+/)) return "number";
    const word = stream.match(/[A-Za-z_][\w]*(?:-[A-Z]+)*/);
    if (word === null || word === true || word === false) {
      stream.next();
      return null;
    }
    return kindOf(word[0] ?? "", /\s*\(/y, stream);
  },
});

function kindOf(word: string, call: RegExp, stream: StringStream): string | null {
  if (keywords.has(word)) return "keyword";
  if (values.has(word)) return "bool";
  if (constantNames.has(word)) return "atom";
  if (exceptionNames.has(word)) return "className";
  call.lastIndex = stream.pos;
  return functions.has(word) && call.test(stream.string) ? "variableName.function" : "variableName";
}
