import type { JsonSchema } from "./simplify.js";

interface Document {
  components: { schemas: Record<string, JsonSchema> };
}

/**
 * Makes a document smaller without taking anything from it: where several commands take or give the same, one schema is for
 * all, that of the shortest name; one that a single command takes or gives stands in its operation.
 */
export function shareCommandSchemas<D extends Document>(document: D): D {
  const { schemas } = document.components;
  const ofCommands = Object.keys(schemas)
    .filter((name) => /(Body|Result)$/.test(name))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const firstByText = new Map<string, string>();
  let text = JSON.stringify(document);
  const gone: string[] = [];
  for (const name of ofCommands) {
    const schema = JSON.stringify(schemas[name]);
    const first = firstByText.get(schema);
    if (first === undefined) firstByText.set(schema, name);
    else {
      text = text.replaceAll(reference(name), reference(first));
      gone.push(name);
    }
  }
  for (const [schema, name] of firstByText) {
    if (text.split(reference(name)).length !== 2) continue;
    text = text.replace(reference(name), () => schema);
    gone.push(name);
  }
  const shared = JSON.parse(text) as D;
  for (const name of gone) delete shared.components.schemas[name];
  return shared;
}

function reference(name: string): string {
  return `{"$ref":"#/components/schemas/${name}"}`;
}
