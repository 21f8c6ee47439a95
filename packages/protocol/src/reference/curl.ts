import type { RouteDescription, RouteExample } from "../routes/describe-route.js";
import { type RouteName, routes } from "../routes/index.js";

/** A follower's example ends by itself after so long. */
const FEED_SECONDS = 2;

/** A route's example as lines for a POSIX shell, where `$base` is the server. `createLab` sets `$lab` and `$token`, `createRun` sets `$run`. */
export function curlOf(name: RouteName): string {
  const route: RouteDescription = routes[name];
  const lines = [route.example, ...(route.example.followUps ?? [])].map((example) =>
    curlLine(route, example),
  );
  if (name === "createRun")
    return [`run=$(${lines.join("\n")} | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4)`].join("\n");
  if (name !== "createLab") return lines.join("\n");
  return [
    `made=$(${lines.join("\n")})`,
    `lab=$(echo "$made" | grep -o '"id":"[^"]*"' | cut -d'"' -f4)`,
    `token=$(echo "$made" | grep -o '"token":"[^"]*"' | cut -d'"' -f4)`,
  ].join("\n");
}

function curlLine(route: RouteDescription, { path = {}, query = {}, body }: RouteExample): string {
  const { method, access, duration, answer } = route;
  const filled = route.path.replaceAll(/\{(\w+)\}/g, (_, field: string) =>
    field === "run" ? "$run" : (path[field] ?? `$${field}`),
  );
  const search = new URLSearchParams(query).toString();
  const needsToken = access === "viewerToken" || access === "labToken";
  const [form] = Object.keys(answer.media ?? {});
  return [
    "curl -s",
    ...(duration === "feed" ? [`-N --max-time ${FEED_SECONDS}`] : []),
    ...(method === "GET" ? [] : [`-X ${method}`]),
    ...(needsToken ? ['-H "Authorization: Bearer $token"'] : []),
    `"$base${filled}${search === "" ? "" : `?${search}`}"`,
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`]),
    ...(form === "pcapng" ? [`-o ${path["number"] === undefined ? "lab" : "run"}.pcapng`] : []),
  ].join(" ");
}
