import type { Usage } from "./attacked-server.js";

/** Descriptors that the HTTP connections of this tool itself may still hold. */
const SPARE_DESCRIPTORS = 8;

/** What a server holds that it did not hold before. */
export function leftOver(before: Usage, after: Usage): string[] {
  const more = (what: "descriptors" | "namespaces" | "folders", spare: number) => {
    const count = after[what] - before[what];
    return count > spare ? [`${count} ${what} left`] : [];
  };
  return [
    ...more("descriptors", SPARE_DESCRIPTORS),
    ...more("namespaces", 0),
    ...more("folders", 0),
    ...(after.processes === before.processes ? [] : ["another number of processes"]),
  ];
}
