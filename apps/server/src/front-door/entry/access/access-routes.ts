import { CallFailure } from "@sockpit/protocol";
import { type NextFunction, type Request, type Response, Router } from "express";
import { methodNotAllowed } from "../../rest/rest-errors.js";
import { OPEN_BODY_BYTES } from "../read-body.js";
import type { RequestLimits } from "../request-limits.js";
import { isOverTls } from "../visitor.js";
import type { AccessGate } from "./access-gate.js";
import { accessPage, reloadPage } from "./access-page.js";

interface Parts {
  gate: AccessGate;
  requestLimits: RequestLimits;
  trustsProxy: boolean;
}

/** Asks for the access code: a page for browsers, an error for scripts. What comes after it is for those who have it. */
export function accessRoutes({ gate, requestLimits, trustsProxy }: Parts): Router {
  const routes = Router();

  if (!gate.isClosed) return routes;

  routes.route("/access").post(async (request, response) => {
    const source = requestLimits.visitorOf(request);
    requestLimits.admit(request, response, source);
    const body = await requestLimits.readForm(request, response, { source, limitBytes: OPEN_BODY_BYTES });
    const next = localPath(body.get("next"));
    if (!gate.tryCode(body.get("code") ?? "", source)) {
      sendForm(request, response, { next, isWrong: true });
      return;
    }
    response.setHeader("set-cookie", gate.cookie({ isSecure: isOverTls(request, { trustsProxy }) }));
    response.redirect(303, next);
  });
  routes.route("/access").all(methodNotAllowed(["POST"]));

  routes.use((request: Request, response: Response, next: NextFunction) => {
    try {
      gate.check(request, requestLimits.visitorOf(request));
    } catch (error) {
      if (!isPageVisit(request, error)) throw error;
      const site = request.headers["sec-fetch-site"];
      if (site === "cross-site" || site === "same-site") sendPage(response, reloadPage);
      else sendForm(request, response, { next: localPath(request.originalUrl), isWrong: false });
      return;
    }
    next();
  });
  return routes;
}

function isPageVisit(request: Request, error: unknown): boolean {
  const isDenied =
    error instanceof CallFailure && "code" in error.error && error.error.code === "access_denied";
  const isPage = request.method === "GET" && !request.path.startsWith("/api/");
  return (
    isDenied &&
    isPage &&
    request.headers["x-sockpit-access"] === undefined &&
    request.accepts("html") === "html"
  );
}

function sendForm(request: Request, response: Response, options: { next: string; isWrong: boolean }): void {
  const language = request.acceptsLanguages("en", "zh") === "zh" ? "zh-TW" : "en";
  sendPage(response.vary("Accept-Language"), accessPage(language, options));
}

function sendPage(response: Response, page: string): void {
  response.status(403).type("html").setHeader("cache-control", "no-store");
  /** Under no-referrer, as everywhere else here, the form would come with `Origin: null`: Fetch, "append a request Origin header". */
  response.setHeader("referrer-policy", "same-origin");
  response.send(page);
}

/** A path of this server, so that the form sends nobody to another. */
function localPath(path: string | null): string {
  const base = "http://localhost";
  const isLocal =
    path?.startsWith("/") === true && URL.canParse(path, base) && new URL(path, base).origin === base;
  return isLocal ? path : "/";
}
