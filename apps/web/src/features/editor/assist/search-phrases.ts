import type { Translate } from "../../../shared/translation.js";

/** What CodeMirror's search says, by its own English words: its manual, "Internationalization". */
export function phrases(t: Translate): Record<string, string> {
  return {
    Find: t("editor.search.find"),
    Replace: t("editor.search.replace"),
    next: t("editor.search.next"),
    previous: t("editor.search.previous"),
    all: t("editor.search.all"),
    "match case": t("editor.search.matchCase"),
    "by word": t("editor.search.byWord"),
    regexp: t("editor.search.regexp"),
    replace: t("editor.search.replaceOne"),
    "replace all": t("editor.search.replaceAll"),
    close: t("editor.search.close"),
    "current match": t("editor.search.currentMatch"),
    "on line": t("editor.search.onLine"),
    "replaced match on line $": t("editor.search.replacedOne"),
    "replaced $ matches": t("editor.search.replacedAll"),
    "Go to line": t("editor.search.goToLine"),
    go: t("editor.search.go"),
  };
}
