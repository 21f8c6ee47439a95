import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RequestHandler } from "express";
import sirv from "sirv";

const folder = fileURLToPath(new URL("../../../web/dist", import.meta.url));

/** File names that carry a hash of what is in them may be kept for ever. */
const hashedName = /[/\\]assets[/\\][^/\\]+-[\w-]{8,}\.\w+/;

/** The built page, with the compressed twin of each file where the browser takes it. */
export function pageFiles(): RequestHandler {
  if (!existsSync(folder)) {
    return (_request, response) => {
      response.status(503).type("text/plain").send("The page has not been built. Run: npm start\n");
    };
  }
  return sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    dotfiles: false,
    setHeaders: (response, path) => {
      const isHashed = hashedName.test(path);
      response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}
