import {
  type ErrorCode,
  errorCodes,
  KERNEL_ERROR_STATUS,
  mediaTypes,
  PROBLEM_TYPE,
  type RouteDescription,
  routeNames,
  routes,
} from "@sockpit/protocol";
import { schemaRef } from "./components.js";

export const securitySchemes = {
  labToken: {
    type: "http",
    scheme: "bearer",
    description:
      "`token` of the answer that created the lab; for operations that change nothing also `viewerToken`.",
  },
  accessCode: {
    type: "apiKey",
    in: "header",
    name: "X-Sockpit-Access",
    description: "Only where the server asks for an access code.",
  },
};

/** What a caller has to send for most operations. */
export const labSecurity = [{ labToken: [] }, { labToken: [], accessCode: [] }];

/** What a caller has to send instead. */
export function securityOf({ access }: RouteDescription): { security?: object[] } {
  if (access === "anyone") return { security: [] };
  if (access === "visitor") return { security: [{}, { accessCode: [] }] };
  return {};
}

export const labParameter = { $ref: "#/components/parameters/Lab" };

export const parameters = {
  Lab: {
    name: "lab",
    in: "path",
    required: true,
    description: "`lab.id` of the answer that created the lab.",
    schema: { type: "string" },
    example: "amn4z7kq2",
  },
};

export const headers = {
  RetryAfter: { description: "Seconds until it may succeed.", schema: { type: "integer" } },
};

/** The statuses of what routes fail with besides what all do. */
const ownStatuses = [
  ...new Set(routeNames.flatMap((name) => (name === "callCommand" ? [] : statusesOf(routes[name].errors)))),
].sort();

/**
 * Responses by name: of commands that return nothing; of errors, for each of those statuses one, `E404`, and two for
 * everything else.
 */
export const responses = {
  Done: { description: "Done", content: { [mediaTypes.json]: { schema: schemaRef("Nothing") } } },
  ...Object.fromEntries(
    ownStatuses.map((status) => [`E${status}`, errorResponse(status, descriptionOf(status))]),
  ),
  E4XX: errorResponse(
    429,
    `${KERNEL_ERROR_STATUS}: the kernel's errno, or a timeout. Otherwise by the error's code.`,
  ),
  E5XX: errorResponse(503, "By the error's code."),
};

/** The error responses of a route. Those of calls are the same for all, so they are named once. */
export function errorResponsesOf({ errors, duration }: RouteDescription): object {
  if (duration === "call") return { "4XX": responseRef("E4XX") };
  return {
    ...Object.fromEntries(statusesOf(errors).map((status) => [status, responseRef(`E${status}`)])),
    "4XX": responseRef("E4XX"),
    "5XX": responseRef("E5XX"),
  };
}

function statusesOf(codes: readonly ErrorCode[]): number[] {
  return [...new Set<number>(codes.map((code) => errorCodes[code].status))].sort();
}

export function responseRef(name: string): object {
  return { $ref: `#/components/responses/${name}` };
}

function errorResponse(status: number, description: string): object {
  const mayRetry = Object.values(errorCodes).some(
    (code) => code.status === status && code.retryAfterSeconds !== null,
  );
  const headers = { "Retry-After": { $ref: "#/components/headers/RetryAfter" } };
  return {
    description,
    ...(mayRetry ? { headers } : {}),
    content: { [PROBLEM_TYPE]: { schema: schemaRef("ErrorBody") } },
  };
}

function descriptionOf(status: number): string {
  const codes = (Object.keys(errorCodes) as ErrorCode[]).filter((code) => errorCodes[code].status === status);
  return codes.map((code) => `\`${code}\``).join(", ");
}
