import type { z } from "zod";

export type JsonSchema = Record<string, unknown>;

/** What a C int holds. */
const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** Leaves out what says nothing, or what JSON has no form for. */
export function simplify(def: z.core.$ZodTypeDef, json: JsonSchema): void {
  if (json["maximum"] === Number.MAX_SAFE_INTEGER) delete json["maximum"];
  if (json["minimum"] === Number.MIN_SAFE_INTEGER) delete json["minimum"];
  if ("const" in json) delete json["type"];
  if (def.type === "record") delete json["propertyNames"];
  /** Says the same: RFC 3339. */
  if (json["format"] === "date-time") delete json["pattern"];
  if (json["minimum"] === INT32.min && json["maximum"] === INT32.max) {
    delete json["minimum"];
    delete json["maximum"];
    json["format"] = "int32";
  }
  /** Clients of today take an answer that has a field more tomorrow. */
  if (json["additionalProperties"] === false) delete json["additionalProperties"];
  /** The reference has the rest of a long description. */
  if (typeof json["description"] === "string") json["description"] = beginningOf(json["description"]);
  /** The reference has the list: 138 names. */
  if (Array.isArray(json["enum"]) && json["enum"].includes("ECONNREFUSED")) {
    delete json["enum"];
    json["pattern"] = "^E[A-Z0-9_]+$";
    json["example"] = "ECONNREFUSED";
  }
  if (def.type === "tuple") makeList(json);
  if (def.type !== "union") return;
  const { options } = def as z.core.$ZodUnionDef;
  /** Bytes: of `Data` only its two JSON forms remain. */
  if (Array.isArray(json["anyOf"]))
    json["anyOf"] = json["anyOf"].filter((_, at) => options[at]?._zod.def.type !== "custom");
  if (Array.isArray(json["oneOf"])) makeUnion(json, merged(json["oneOf"] as JsonSchema[]));
  if (Array.isArray(json["anyOf"])) makeEnum(json, json["anyOf"] as JsonSchema[]);
}

/** The first sentence, or what stands before its semicolon. */
function beginningOf(text: string): string {
  return /^.*?(?=[.] [A-Z`]|; )/.exec(text)?.[0] ?? text.replace(/[.]$/, "");
}

/** Members of a union that differ in constants only, as kinds of ancillary data do, in one: each constant may be any of theirs. */
function merged(members: readonly JsonSchema[]): JsonSchema[] {
  const byShape = new Map<string, JsonSchema[]>();
  for (const member of members) {
    const shape = JSON.stringify(member, (key, value) => (key === "const" ? undefined : value));
    byShape.set(shape, [...(byShape.get(shape) ?? []), member]);
  }
  return [...byShape.values()].map((alike) =>
    alike.length === 1 ? alike[0] : unionOf(alike),
  ) as JsonSchema[];
}

function unionOf(alike: readonly JsonSchema[]): JsonSchema {
  const propertiesOf = (member: JsonSchema | undefined) =>
    (member?.["properties"] ?? {}) as Record<string, JsonSchema>;
  const properties = Object.entries(propertiesOf(alike[0])).map(([name, property]) => {
    if (!("const" in property)) return [name, property];
    const values = [...new Set(alike.map((member) => propertiesOf(member)[name]?.["const"]))];
    return [name, { ...property, const: undefined, enum: values }];
  });
  return { ...alike[0], properties: Object.fromEntries(properties) };
}

/** A union of one is that one. */
function makeUnion(json: JsonSchema, members: readonly JsonSchema[]): void {
  json["oneOf"] = members;
  if (members.length !== 1) return;
  delete json["oneOf"];
  Object.assign(json, { ...members[0], ...json });
}

/** A union of constants and nothing else, as a list of values. */
function makeEnum(json: JsonSchema, members: readonly JsonSchema[]): void {
  if (!members.every((member) => Object.keys(member).join() === "const")) return;
  delete json["anyOf"];
  json["enum"] = members.map((member) => member["const"]);
}

/** A tuple whose members are alike, as a list of as many. */
function makeList(json: JsonSchema): void {
  const members = (json["prefixItems"] ?? []) as JsonSchema[];
  if (new Set(members.map((member) => JSON.stringify(member))).size !== 1) return;
  delete json["prefixItems"];
  json["items"] = members[0];
}

const bounds = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"];

/** What is only answered needs no bounds: nobody checks them. */
export function withoutBounds(json: JsonSchema): JsonSchema {
  const text = JSON.stringify(json, (key, value) =>
    bounds.includes(key) && typeof value === "number" ? undefined : value,
  );
  return JSON.parse(text) as JsonSchema;
}
