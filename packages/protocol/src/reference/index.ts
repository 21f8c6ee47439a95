import { ancillaryPage } from "./ancillary-page.js";
import { commandsPage } from "./commands-page.js";
import { errorsPage } from "./errors-page.js";
import { eventsPage } from "./events-page.js";
import { restPage } from "./rest-page.js";
import { socketOptionsPage } from "./socket-options-page.js";
import { valuesPage } from "./values-page.js";
import { websocketPage } from "./websocket-page.js";

export { answerShapes } from "./answer-shapes.js";

/** The generated pages of docs/reference: path → Markdown. */
export function referencePages(): Record<string, string> {
  return {
    "docs/reference/ancillary-data.md": ancillaryPage(),
    "docs/reference/commands.md": commandsPage(),
    "docs/reference/errors.md": errorsPage(),
    "docs/reference/events.md": eventsPage(),
    "docs/reference/rest.md": restPage(),
    "docs/reference/socket-options.md": socketOptionsPage(),
    "docs/reference/values.md": valuesPage(),
    "docs/reference/websocket.md": websocketPage(),
  };
}
