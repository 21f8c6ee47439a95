import {
  type CommandName,
  commandNames,
  commands,
  type RouteName,
  routeNames,
  routes,
  routeTags,
} from "@sockpit/protocol";
import { shareCommandSchemas } from "./command-schemas.js";
import { reachableSchemas } from "./components.js";
import { commandOperation, routeOperation } from "./operation.js";
import { shareAlike } from "./share-alike.js";
import {
  headers,
  labParameter,
  labSecurity,
  parameters,
  responses,
  securitySchemes,
} from "./shared-parts.js";

/** OpenAPI 3.1 of the REST calls, made from the table of routes and from the schemas that validate them. */
export function openApiDocument(version: string): object {
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Sockpit",
      version,
      description:
        "Real sockets, called over HTTP. Create a lab, then send its token with every request to it. Any operation may also answer 5XX. The same commands go over a WebSocket: see externalDocs.",
      license: { name: "MIT", identifier: "MIT" },
    },
    externalDocs: { description: "The WebSocket: address, messages, close codes.", url: "/docs/websocket" },
    servers: [{ url: "/", description: "This server." }],
    security: labSecurity,
    tags: Object.entries(routeTags).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries([
      ...byPath(routeNames.filter((name) => name !== "callCommand")),
      ...commandPaths(),
    ]),
  };
  const components = { securitySchemes, parameters, headers, responses };
  return shareAlike(
    shareCommandSchemas({
      ...document,
      components: { ...components, schemas: reachableSchemas({ ...document, components }) },
    }),
  );
}

function byPath(names: readonly RouteName[]): [string, object][] {
  return [...new Set(names.map((name) => routes[name].path))].map((path) => {
    const operations = names
      .filter((name) => routes[name].path === path)
      .map((name) => [routes[name].method.toLowerCase(), routeOperation(name)]);
    const parameters = path.includes("{lab}") ? { parameters: [labParameter] } : {};
    return [path, { ...parameters, ...Object.fromEntries(operations) }];
  });
}

/** A path for each command, so that each has the schemas of its own. */
function commandPaths(): [string, object][] {
  return commandNames.map((name: CommandName) => [
    routes.callCommand.path.replace("{command}", name),
    { parameters: [labParameter], post: commandOperation(name, commands[name]) },
  ]);
}
