import { resolve } from "node:path";
import { type Plugin, runnerImport } from "vite";

const PREFIX = "virtual:texts/";

type Strings = Readonly<Record<string, object>>;

/** Gives `virtual:texts/en`: the texts of one language out of src/app/strings.ts, where both stand side by side. */
export function texts(): Plugin {
  let file = "";
  return {
    name: "sockpit:texts",
    configResolved(config) {
      file = resolve(config.root, "src/app/strings.ts");
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const language = id.slice(PREFIX.length + 1);
      const { module, dependencies } = await runnerImport<{ strings: Strings }>(file);
      for (const dependency of [file, ...dependencies]) this.addWatchFile(dependency);
      const tree = module.strings[language];
      if (tree === undefined) throw new Error(`${file} has no texts in ${language}`);
      return `export const texts = ${JSON.stringify(tree)};`;
    },
  };
}
