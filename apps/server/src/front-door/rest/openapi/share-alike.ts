import { pascalCase } from "./pascal-case.js";

type Json = Record<string, unknown>;

interface Operation {
  operationId: string;
  requestBody?: object;
  responses: Record<string, object>;
}

interface Document {
  paths: object;
  components: Json;
}

/** Characters of a field's schema from which a name is shorter, also where two fields only have it alike. */
const MIN_FIELD_LENGTH = 96;

/**
 * Makes a document smaller without taking anything from it: bodies, answers and fields that stand in it more than once have a
 * name in `components`, after the first operation that has them, or after the field.
 */
export function shareAlike<D extends Document>(document: D): D {
  const shared = structuredClone(document);
  const section = (name: string, minLength: number) =>
    new Section(name, { parts: (shared.components[name] ?? {}) as Json, minLength });
  const sections = {
    requestBodies: section("requestBodies", 0),
    responses: section("responses", 0),
    schemas: section("schemas", MIN_FIELD_LENGTH),
  };
  /** Twice: what stands once only is not shared. */
  for (const visit of ["count", "share"] as const) {
    for (const operation of operationsOf(shared)) {
      const name = pascalCase(operation.operationId);
      if (operation.requestBody !== undefined)
        operation.requestBody = sections.requestBodies[visit](operation.requestBody, name);
      const { 200: answer } = operation.responses;
      if (answer !== undefined)
        operation.responses["200"] = sections.responses[visit](answer, `${name}Answer`);
    }
    visitFields(shared, (field, name) => sections.schemas[visit](field, pascalCase(name)));
  }
  for (const { name, parts } of Object.values(sections)) shared.components[name] = parts;
  return shared;
}

/** A section of `components`. */
class Section {
  readonly name: string;
  readonly parts: Json;
  readonly #minLength: number;
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, string>();

  constructor(name: string, { parts, minLength }: { parts: Json; minLength: number }) {
    this.name = name;
    this.parts = parts;
    this.#minLength = minLength;
  }

  count(part: object): object {
    const text = JSON.stringify(part);
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
    return part;
  }

  share(part: object, name: string): object {
    const text = JSON.stringify(part);
    if ("$ref" in part || text.length < this.#minLength || (this.#counts.get(text) ?? 0) < 2) return part;
    const known = this.#names.get(text);
    if (known === undefined && name in this.parts) return part;
    this.#names.set(text, known ?? name);
    this.parts[known ?? name] = part;
    return { $ref: `#/components/${this.name}/${known ?? name}` };
  }
}

function operationsOf({ paths }: Document): Operation[] {
  return Object.values(paths).flatMap((item: Json) =>
    ["get", "post", "delete"].flatMap((method) => (item[method] as Operation | undefined) ?? []),
  );
}

/** Replaces the schema of each property, wherever schemas stand. */
function visitFields(value: unknown, replace: (field: object, name: string) => object): void {
  if (typeof value !== "object" || value === null) return;
  const { properties } = value as { properties?: Record<string, object> };
  for (const [name, field] of Object.entries(properties ?? {})) {
    if (properties !== undefined) properties[name] = replace(field, name);
  }
  for (const inner of Object.values(value)) visitFields(inner, replace);
}
