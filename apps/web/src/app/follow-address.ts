import type { ScenarioDoor } from "../features/scenario/scenario-door.js";

/**
 * Opens the scenario that the page's address asks for: `/#scenario=tcp-hello`, `/?from=https://…`, or `/#scenario-text=…`, which has the
 * text itself: deflated (RFC 1951), in base64url. Afterwards the address is the page's own again: a reload shows what is open then.
 */
export async function followAddress(door: ScenarioDoor): Promise<void> {
  const url = new URL(location.href);
  const fragment = new URLSearchParams(url.hash.slice(1));
  const [name, packed] = [fragment.get("scenario"), fragment.get("scenario-text")];
  const from = url.searchParams.get("from");
  const scenarios = await door.fetched();
  if (name !== null) await scenarios.openFromGallery(name);
  else if (packed !== null) await scenarios.openPacked(packed, fragment.get("file"));
  else if (from !== null) await scenarios.openUrl(from);
  url.searchParams.delete("from");
  url.hash = "";
  history.replaceState(history.state, "", url);
}
