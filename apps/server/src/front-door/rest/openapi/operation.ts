import {
  type CommandDescription,
  type CommandName,
  type Fields,
  type MediaForm,
  mediaTypes,
  type RouteDescription,
  type RouteName,
  routes,
} from "@sockpit/protocol";
import { z } from "zod";
import { bodyName, inlineSchema, resultName, schemaRef } from "./components.js";
import { errorResponsesOf, responseRef, securityOf } from "./shared-parts.js";
import { simplify } from "./simplify.js";

/** The OpenAPI operation of a route. */
export function routeOperation(name: RouteName): object {
  const route: RouteDescription = routes[name];
  const { tag, summary, description, body, isBodyOptional, answer, example } = route;
  const contentWith = (shown: unknown) =>
    Object.entries(answer.media ?? {}).map(([form, schema]) => [
      mediaTypes[form as MediaForm],
      mediaObject(form as MediaForm, schema, shown),
    ]);
  const headers = Object.entries(answer.headers ?? {}).map(([header, text]) => [
    header,
    { description: text, schema: { type: "string" } },
  ]);
  const responseOf = (text: string, shown?: unknown) => {
    const content = contentWith(shown);
    return {
      description: text,
      ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
      ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }),
    };
  };
  const others = Object.entries(answer.others ?? {}).map(([status, text]) => [status, responseOf(text)]);
  const parameters = parametersOf(route);
  return {
    operationId: name,
    tags: [tag],
    summary,
    description,
    ...securityOf(route),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: requestBody(inlineSchema(body), example.body, isBodyOptional !== true) }),
    responses: {
      [answer.status]: responseOf(answer.description, example.answer),
      ...errorResponsesOf(route),
      ...Object.fromEntries(others),
    },
  };
}

/** The operation of one command: what all have in common, and its own body and result. */
export function commandOperation(name: CommandName, command: CommandDescription): object {
  const { summary, manPage, errnos, example } = command;
  const result = resultName(name);
  return {
    operationId: name,
    tags: [routes.callCommand.tag],
    summary,
    description: `${manPage}. Expect ${errnos.join(", ")}.`,
    requestBody: requestBody(schemaRef(bodyName(name)), { pid: 1, ...(example.params as object) }, true),
    responses: {
      200:
        result === "Nothing"
          ? responseRef("Done")
          : { description: "Done", content: { [mediaTypes.json]: { schema: schemaRef(result) } } },
      ...errorResponsesOf(routes.callCommand),
    },
  };
}

function requestBody(schema: object, example: object | undefined, required: boolean): object {
  return {
    required,
    content: { [mediaTypes.json]: { schema, ...(example === undefined ? {} : { example }) } },
  };
}

function parametersOf(route: RouteDescription): object[] {
  const { pathFields = {}, query = {}, headers = {}, example } = route;
  return [
    ...fieldParameters("path", pathFields, example.path),
    ...fieldParameters("query", query, example.query),
    ...fieldParameters("header", headers, undefined),
  ];
}

function fieldParameters(
  where: string,
  fields: Fields,
  examples: Readonly<Record<string, string>> | undefined,
): object[] {
  return Object.entries(fields).map(([name, field]) => {
    const { description: _, ...schema } = z.toJSONSchema(field, {
      io: "input",
      override: ({ zodSchema, jsonSchema }) => simplify(zodSchema._zod.def, jsonSchema),
    });
    const example = examples?.[name];
    return {
      name,
      in: where,
      ...(where === "path" ? { required: true } : {}),
      description: field.description,
      schema: withoutSchemaId(schema),
      ...(example === undefined ? {} : { example: schema.type === "integer" ? Number(example) : example }),
    };
  });
}

function withoutSchemaId({ $schema: _, ...schema }: z.core.JSONSchema.BaseSchema): object {
  return schema;
}

function mediaObject(form: MediaForm, schema: z.ZodType, example: unknown): object {
  if (form === "json") return { schema: inlineSchema(schema), ...(example === undefined ? {} : { example }) };
  if (form === "ndjson") return { schema: { type: "string" }, example: `${JSON.stringify(example)}\n` };
  if (form === "eventStream")
    return { schema: { type: "string" }, example: `id: 1\ndata: ${JSON.stringify(example)}\n\n` };
  if (form === "html" || form === "xml" || form === "text") return { schema: { type: "string" } };
  return { schema: { type: "string", format: "binary" } };
}
