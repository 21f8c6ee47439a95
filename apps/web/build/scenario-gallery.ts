import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describeProblem, parseScenario } from "@sockpit/protocol/scenario";
import type { Plugin } from "vite";

const MODULE = "virtual:scenario-gallery";

const ENDING = ".scenario";

/** The gallery: scenarios/ at the repository's root. */
const folder = fileURLToPath(new URL("../../../scenarios/", import.meta.url));

/**
 * Gives `virtual:scenario-gallery`: what each scenario of the gallery says of itself, and how its text is fetched, which is a
 * file of its own in the build. A scenario with mistakes ends the build.
 */
export function scenarioGallery(): Plugin {
  return {
    name: "sockpit:scenario-gallery",
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    async load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      const topicsFile = `${folder}topics.json`;
      this.addWatchFile(topicsFile);
      const files = (await readdir(folder)).filter((file) => file.endsWith(ENDING)).sort();
      const entries = await Promise.all(
        files.map(async (file) => {
          this.addWatchFile(`${folder}${file}`);
          const facts = JSON.stringify(factsOf(file, await readFile(`${folder}${file}`, "utf8")));
          const path = JSON.stringify(`${folder}${file}?raw`);
          return `{ ...${facts}, load: async () => (await import(${path})).default }`;
        }),
      );
      const topics = (await readFile(topicsFile, "utf8")).trim();
      return `export const topics = ${topics};\nexport const gallery = [${entries.join(",\n")}];`;
    },
  };
}

function factsOf(file: string, text: string): object {
  const { scenario, problems } = parseScenario(text, file);
  if (scenario === undefined) throw new Error(problems.map(describeProblem).join("\n"));
  const { title, summary, topics = [], level, programs } = scenario;
  const needsPython = programs.some(({ name }) => name.endsWith(".py"));
  return { name: file.slice(0, -ENDING.length), title, summary, topics, level, needsPython };
}
