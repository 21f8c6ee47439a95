import type { ScenarioDoor } from "../features/scenario/scenario-door.js";

/** Opens the scenario that the page's address asks for. Afterwards the address is the page's own again: a reload shows what is open then. */
export async function followAddress({ scenarios }: { scenarios: ScenarioDoor }): Promise<void> {
  if (!(await scenarios.follow(location).catch(() => false))) return;
  const url = new URL(location.href);
  url.searchParams.delete("from");
  url.hash = "";
  history.replaceState(history.state, "", url);
}
