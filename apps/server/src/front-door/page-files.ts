import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type RequestHandler, Router } from "express";
import sirv from "sirv";

const builtPage = fileURLToPath(new URL("../../../web/dist", import.meta.url));

/** Names, of files or of Python's folder, that carry a hash of what is in them: it may be kept for ever. */
const hashed = /[/\\]assets[/\\][^/\\]+-[\w-]{8,}\.\w+|[/\\]pyodide[/\\][\w.]+-[0-9a-f]{8}[/\\]/;

/** The built page, with the compressed twin of each file where the browser takes it. */
export function pageFiles(folder: string = builtPage): RequestHandler {
  if (!existsSync(folder)) {
    return (_request, response) => {
      response.status(503).type("text/plain").send("The page has not been built. Run: npm start\n");
    };
  }
  const router = Router();
  router.use(outlivingFiles);
  router.get("/pyodide/:name", olderPath(join(folder, "pyodide")));
  router.use(
    sirv(folder, {
      brotli: true,
      gzip: true,
      etag: true,
      dotfiles: false,
      setHeaders: (response, path) => {
        response.setHeader(
          "Cache-Control",
          hashed.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    }),
  );
  return router;
}

/**
 * A file that is gone since the server started, after another build, breaks its own answer off and nothing else: sirv does not
 * handle the errors of what it reads, and one that nobody handles ends the process.
 */
const outlivingFiles: RequestHandler = (_request, response, next) => {
  response.once("pipe", (file) => file.once("error", () => response.destroy()));
  next();
};

/** Leads from `/pyodide/pyodide.mjs`, where Python's files were before, to where they are. */
function olderPath(python: string): RequestHandler<{ name: string }> {
  const [current] = existsSync(python) ? readdirSync(python) : [];
  return ({ params: { name } }, response, next) => {
    if (current === undefined || !existsSync(join(python, current, name))) return next();
    response
      .set("Cache-Control", "no-cache")
      .redirect(307, `/pyodide/${current}/${encodeURIComponent(name)}`);
  };
}
