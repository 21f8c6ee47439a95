import type { ErrorCode } from "../call-error.js";
import type { RouteDescription } from "./describe-route.js";

const ofAnyone = ["forbidden_host", "forbidden_origin", "over_budget", "internal"] as const;
const ofVisitors = [...ofAnyone, "access_denied"] as const;
const ofLabs = [...ofVisitors, "no_such_lab", "unauthorized", "lab_host_lost", "lab_host_silent"] as const;
const ofBodies = ["bad_message", "bad_params", "unsupported_media_type", "message_too_large"] as const;

/** Every code that a route may fail with: its own, and those that follow from its access, parameters and body. */
export function errorsOf(route: RouteDescription): ErrorCode[] {
  const { access, body, pathFields, query, headers, errors } = route;
  const ofAccess = { anyone: ofAnyone, visitor: ofVisitors, viewerToken: ofLabs, labToken: ofLabs }[access];
  const hasParameters = pathFields !== undefined || query !== undefined || headers !== undefined;
  return [
    ...new Set<ErrorCode>([
      ...errors,
      ...(body !== undefined ? ofBodies : hasParameters ? (["bad_params"] as const) : []),
      ...(access === "labToken" ? (["read_only"] as const) : []),
      ...ofAccess,
    ]),
  ];
}
