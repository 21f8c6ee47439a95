import type { Translate } from "../../shared/translation.js";
import type { Action } from "./action.js";

/** An action as it is listed, in the page's language. */
export interface ListedAction {
  readonly action: Action;
  readonly title: string;
}

/** Actions that have all words of a query in their titles, in any of the languages. */
export function findActions(
  actions: readonly Action[],
  query: string,
  translates: readonly [Translate, ...Translate[]],
): readonly ListedAction[] {
  const words = query.toLowerCase().split(/\s+/);
  return actions.flatMap((action) => {
    const titles = translates.map((t) => titleOf(action, t));
    const text = titles.join(" ").toLowerCase();
    return words.every((word) => text.includes(word)) ? [{ action, title: titles[0] ?? "" }] : [];
  });
}

function titleOf({ title, name }: Action, t: Translate): string {
  return t(title, { name });
}
