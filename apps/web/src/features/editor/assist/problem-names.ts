import { forEachDiagnostic, setDiagnosticsEffect } from "@codemirror/lint";
import { type Extension, StateField } from "@codemirror/state";
import { type LineName, lineNames } from "../line-names.js";

/** The names of lines with syntax errors, which others see as a wavy line. */
export function problemNames(nameOf: (message: string) => string): Extension {
  const field = StateField.define<readonly LineName[]>({
    create: () => [],
    update(names, transaction) {
      const isNew = transaction.effects.some((effect) => effect.is(setDiagnosticsEffect));
      if (!isNew && !transaction.docChanged) return names;
      const found: LineName[] = [];
      forEachDiagnostic(transaction.state, ({ message }, from) => {
        found.push({ line: transaction.state.doc.lineAt(from).number, name: nameOf(message) });
      });
      return found;
    },
    provide: (own) => lineNames.from(own),
  });
  return field;
}
