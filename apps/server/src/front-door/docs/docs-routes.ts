import { mediaTypes } from "@sockpit/protocol";
import { referencePages } from "@sockpit/protocol/reference";
import { type Request, type Response, Router } from "express";
import { notesOf } from "../operations/request-reports.js";
import { compress } from "../rest/compress.js";
import { methodNotAllowed } from "../rest/rest-errors.js";
import { type DocsPage, docsPageHtml, docsPages, type Language } from "./docs-page.js";

/** `/docs` and `/docs/<page>`: the reference for people, made from the tables once, on the first visit. */
export function docsRoutes(): Router {
  const router = Router();
  const pages = new Map<string, string>();

  function pageIn(page: DocsPage, language: Language): string {
    const key = `${language} ${page}`;
    const made =
      pages.get(key) ?? docsPageHtml(page, referencePages()[`docs/reference/${page}.md`] ?? "", language);
    pages.set(key, made);
    return made;
  }

  for (const page of Object.keys(docsPages) as DocsPage[]) {
    const at = router.route(page === "rest" ? ["/docs", "/docs/rest"] : `/docs/${page}`);
    at.get(compress, (request: Request, response: Response) => {
      notesOf(response).route = "/docs";
      const language = request.acceptsLanguages("en", "zh") === "zh" ? "zh-TW" : "en";
      response.vary("Accept-Language").setHeader("cache-control", "no-cache");
      response.type(mediaTypes.html).send(pageIn(page, language));
    });
    at.all(methodNotAllowed(["GET", "HEAD"]));
  }
  return router;
}
