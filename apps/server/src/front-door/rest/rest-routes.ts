import {
  type FrontDoorRoute,
  type LabHostRoute,
  labHostRoutes,
  type RouteDescription,
  type RouteName,
  routeNames,
  routes,
} from "@sockpit/protocol";
import { scenarioJsonSchema } from "@sockpit/protocol/scenario";
import { type RequestHandler, Router } from "express";
import type { RequestLimits } from "../entry/request-limits.js";
import type { VisitorLabs } from "../entry/visitor-labs.js";
import type { LabHosts } from "../lab-hosts/lab-hosts.js";
import type { LabRegistry } from "../lab-hosts/lab-registry.js";
import { notesOf } from "../operations/request-reports.js";
import type { Runs } from "../runs/runs.js";
import { checkScenario } from "./check-scenario.js";
import { compress } from "./compress.js";
import { createLab } from "./create-lab.js";
import { passOn } from "./lab-calls.js";
import { openApiDocument } from "./openapi/document.js";
import { methodNotAllowed } from "./rest-errors.js";
import { runHandlers } from "./runs.js";
import { getScenario, listScenarios } from "./scenario-gallery.js";
import { healthRoute, readyRoute } from "./server-state.js";

export interface RestParts {
  hosts: LabHosts;
  registry: LabRegistry;
  version: string;
  feedbackUrl: string | undefined;
  requestLimits: RequestLimits;
  visitorLabs: VisitorLabs;
  runs: Runs;
}

/** Express' routers, made from the table of routes: what anyone may call, and what asks for the access code at least. */
export function restRoutes(parts: RestParts): { forAnyone: Router; forVisitors: Router } {
  const handlers = { ...frontDoorHandlers(parts), ...labHostHandlers(parts) };
  const isForAnyone = (name: RouteName) => routes[name].access === "anyone";
  return {
    forAnyone: routerOf(routeNames.filter(isForAnyone), handlers),
    forVisitors: routerOf(
      routeNames.filter((name) => !isForAnyone(name)),
      handlers,
    ),
  };
}

function frontDoorHandlers(parts: RestParts): Record<FrontDoorRoute, RequestHandler> {
  const openApi = JSON.stringify(openApiDocument(parts.version));
  const schema = JSON.stringify(scenarioJsonSchema());
  return {
    health: healthRoute(parts),
    ready: readyRoute(parts),
    openApi: (_request, response) => {
      response.type("json").send(openApi);
    },
    createLab: createLab(parts),
    checkScenario: checkScenario(parts),
    scenarioSchema: (_request, response) => {
      response.type("json").send(schema);
    },
    listScenarios,
    getScenario,
    ...runHandlers(parts),
  };
}

function labHostHandlers(parts: RestParts): Record<LabHostRoute, RequestHandler> {
  const handlers = labHostRoutes.map((name) => [name, passOn(name, parts)]);
  return Object.fromEntries(handlers) as Record<LabHostRoute, RequestHandler>;
}

const verbs = { GET: "get", POST: "post", DELETE: "delete" } as const;

/** Each path with its methods; any other is refused. Express answers HEAD as GET. */
function routerOf(names: readonly RouteName[], handlers: Record<RouteName, RequestHandler>): Router {
  const router = Router();
  for (const path of new Set(names.map((name) => routes[name].path))) {
    const expressPath = path.replaceAll(/\{(\w+)\}/g, ":$1");
    const at = router.route(expressPath).all((_request, response, next) => {
      notesOf(response).route = expressPath;
      next();
    });
    const methods: string[] = [];
    for (const name of names.filter((each) => routes[each].path === path)) {
      const { method, isCompressed }: RouteDescription = routes[name];
      at[verbs[method]](...(isCompressed === true ? [compress, handlers[name]] : [handlers[name]]));
      methods.push(...(method === "GET" ? ["GET", "HEAD"] : [method]));
    }
    at.all(methodNotAllowed(methods));
  }
  return router;
}
