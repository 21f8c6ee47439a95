import type { LabEventOf } from "@sockpit/protocol";
import { reprText } from "./python-repr.js";

/** A look-up as a line of Python. */
interface FormattedLookup {
  /** `'example.com', 80` of `getaddrinfo('example.com', 80)`. */
  args: string;
  /** The answers, or the error by its name. */
  outcome: string;
}

export function formatLookup({ name, service, answers = [], error }: LabEventOf<"lookup">): FormattedLookup {
  const port = service === undefined ? [] : [/^\d+$/.test(service) ? service : reprText(service)];
  return {
    args: [reprText(name), ...port].join(", "),
    outcome: error === undefined ? answers.join(", ") : error.name,
  };
}
