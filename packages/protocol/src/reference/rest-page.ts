import { z } from "zod";
import type { ErrorCode } from "../call-error.js";
import {
  type MediaForm,
  mediaTypes,
  type RouteAccess,
  type RouteDescription,
} from "../routes/describe-route.js";
import { type RouteName, routeNames, routes } from "../routes/index.js";
import { errorsOf } from "../routes/route-errors.js";
import { curlOf } from "./curl.js";
import { fieldTable } from "./field-table.js";
import { code, GENERATED, table } from "./markdown.js";
import { named } from "./named-schemas.js";

const callers: Record<RouteAccess, string> = {
  anyone: "Anyone may call it.",
  visitor:
    "Anyone may call it who knows the server's access code, where it has one: header `X-Sockpit-Access`.",
  viewerToken: "Needs the lab's token or its viewer's.",
  labToken: "Needs the lab's token.",
};

const ofEveryCall = errorsOf({ ...routes.openApi, errors: [] });

/** docs/reference/rest.md: every route with parameters, body, answer, errors and a curl example. */
export function restPage(): string {
  return [
    GENERATED,
    "# REST",
    "Real sockets, called over HTTP. Create a lab, then send its token with every request to it, as `Authorization: Bearer <token>`. `GET /api/openapi.json` describes the same for machines (OpenAPI 3.1); the same commands go over a [WebSocket](websocket.md).",
    `Bodies are JSON in UTF-8, and unknown fields are refused. Errors are problems of RFC 9457 whose \`error\` says what failed: [errors](errors.md). Any call may fail with ${ofEveryCall.map(errorLink).join(", ")}. \`HEAD\` answers as \`GET\` does, without a body; \`OPTIONS\` says which methods a path has.`,
    "The examples are one session of a POSIX shell, in this order:",
    "```sh\nbase=http://127.0.0.1:7070\n```",
    table(
      ["call", "method and path", "does"],
      routeNames.map((name) => {
        const { method, path, summary } = routes[name];
        return [`[${code(name)}](#${name.toLowerCase()})`, code(`${method} ${path}`), summary];
      }),
    ),
    ...routeNames.map(section),
    "",
  ].join("\n\n");
}

function section(name: RouteName): string {
  const route: RouteDescription = routes[name];
  const { method, path, summary, description, access, body } = route;
  const own = errorsOf(route).filter((error) => !ofEveryCall.includes(error));
  const errors = (own.length === 0 ? ofEveryCall : own).map(errorLink);
  return [
    `## ${name}`,
    code(`${method} ${path}`),
    `${summary} ${description} ${callers[access]}`,
    ...parameters(route),
    ...(body === undefined ? [] : [bodyTable(name, body)]),
    answerOf(route),
    `Errors: ${errors.join(", ")}${route.duration === "call" ? ", and what the kernel says" : ""}.`,
    `\`\`\`sh\n${curlOf(name)}\n\`\`\``,
  ].join("\n\n");
}

function parameters({ pathFields, query, headers }: RouteDescription): string[] {
  const kinds = [
    ["in the path", pathFields],
    ["in the query", query],
    ["header", headers],
  ] as const;
  return kinds.flatMap(([kind, fields]) =>
    fields === undefined ? [] : [fieldTable(kind, z.strictObject(fields))],
  );
}

function bodyTable(name: RouteName, body: z.ZodType): string {
  const rest = name === "callCommand" ? "\n\nBesides `pid`, the params of the [command](commands.md)." : "";
  return fieldTable("in the body", body) + rest;
}

function answerOf({ answer }: RouteDescription): string {
  const media = Object.entries(answer.media ?? {}).map(([form, schema]) => {
    const type = code(mediaTypes[form as MediaForm]);
    const valueName = named.get(schema);
    if (valueName !== undefined) return `${type} ([${valueName}](values.md#${valueName.toLowerCase()}))`;
    return form === "ndjson" || form === "eventStream" ? `${type} ([events](events.md))` : type;
  });
  const headers = Object.entries(answer.headers ?? {}).map(([header, text]) => `${code(header)}: ${text}`);
  const others = Object.entries(answer.others ?? {}).map(([status, text]) => `${status}: ${text}`);
  return [
    `${answer.status}: ${answer.description}`,
    ...(media.length === 0 ? [] : [`As ${media.join(" or, by `Accept`, ")}.`]),
    ...headers,
    ...others,
  ].join(" ");
}

function errorLink(error: ErrorCode): string {
  return `[${code(error)}](errors.md#${error})`;
}
