import * as protocol from "@sockpit/protocol";
import {
  type CommandName,
  commandNames,
  commands,
  Fd,
  MessageFlags,
  OwnTimeout,
  Pid,
  ProcessName,
} from "@sockpit/protocol";
import { z } from "zod";
import { pascalCase } from "./pascal-case.js";
import { type JsonSchema, simplify, withoutBounds } from "./simplify.js";

const PREFIX = "#/components/schemas/";

/** What the body of a command's request holds: its parameters, and whose call it is. */
const commandBodies = Object.fromEntries(
  commandNames.map((name) => [bodyName(name), (commands[name].params as z.ZodObject).extend({ pid: Pid })]),
);

const bodies: ReadonlySet<string> = new Set([
  ...Object.keys(commandBodies),
  "CreateLab",
  "CreateProcess",
  "WireChange",
  "ActOnPacket",
]);

export function bodyName(command: string): string {
  return `${pascalCase(command)}Body`;
}

/** Calls that return nothing share one schema. */
export function resultName(command: CommandName): string {
  const { def } = commands[command].result as z.ZodType;
  const isEmpty = def.type === "object" && Object.keys((def as z.core.$ZodObjectDef).shape).length === 0;
  return isEmpty ? "Nothing" : `${pascalCase(command)}Result`;
}

export function schemaRef(name: string): { $ref: string } {
  return { $ref: PREFIX + name };
}

/** A reference where the schema has a name in the protocol, else the schema itself. */
export function inlineSchema(schema: z.ZodType): object {
  const named = Object.entries(protocol).find(([, value]) => value === schema);
  if (named !== undefined) return schemaRef(named[0]);
  const { $schema: _, propertyNames: _names, ...json } = z.toJSONSchema(schema, { io: "input" });
  return json;
}

/**
 * JSON Schemas by name, which refer to each other: those of the protocol that have a name there, and each command's. Of
 * them, those that can be reached from a document's other parts.
 */
export function reachableSchemas(document: object): Record<string, JsonSchema> {
  const all = namedSchemas();
  const reached = reachedFrom(refsIn(document), all);
  const asked = reachedFrom([...bodies], all);
  return Object.fromEntries(
    [...reached].sort().map((name) => {
      const schema = all[name] ?? {};
      return [name, asked.has(name) ? schema : withoutBounds(schema)];
    }),
  );
}

function reachedFrom(names: readonly string[], all: Readonly<Record<string, JsonSchema>>): Set<string> {
  const reached = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const schema = all[name];
    if (schema === undefined) throw new Error(`OpenAPI has no schema ${name}`);
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...refsIn(schema));
  }
  return reached;
}

function namedSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const add = (id: string, schema: z.ZodType) => {
    if (!registry.has(schema)) registry.add(schema, { id });
  };
  for (const [id, value] of Object.entries(protocol)) if (isObjectOrUnion(value)) add(id, value);
  const shared = { Fd, MessageFlags, OwnTimeout, Pid, ProcessName };
  for (const [id, schema] of Object.entries({ ...commandBodies, ...shared })) add(id, schema);
  for (const name of commandNames) add(resultName(name), commands[name].result);
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    unrepresentable: "any",
    uri: (id) => PREFIX + id,
    override: ({ zodSchema, jsonSchema }) => simplify(zodSchema._zod.def, jsonSchema),
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [
      name,
      /** The server refuses what it does not know. */
      bodies.has(name) ? { ...schema, additionalProperties: false } : schema,
    ]),
  );
}

/** Plain numbers and texts stand where they are used. */
function isObjectOrUnion(value: unknown): value is z.ZodType {
  if (!(value instanceof z.ZodType)) return false;
  return ["object", "union", "enum", "pipe"].includes(value.def.type);
}

function refsIn(part: object): string[] {
  const matches = JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  return [...matches].map(([, name = ""]) => name);
}
