import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type RequestHandler, Router } from "express";
import { SettingError } from "./options.js";
import { methodNotAllowed, noSuchRoute } from "./rest/rest-errors.js";

/** Wheels in pure Python: https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention */
const pureWheel = /^[A-Za-z0-9][\w.+!-]*-none-any\.whl$/;

/** The list is one answer, about 64 KB at most. */
const MAX_WHEELS = 1000;

/** What a page takes as one file, `fileLimits.fileBytes` of `@sockpit/python`. */
const MAX_WHEEL_BYTES = 16 * 1024 * 1024;

/** The wheels that an operator mirrors, by name, as they were at the server's start. */
export interface Wheels {
  readonly folder: string;
  readonly names: ReadonlySet<string>;
}

/** Lists a folder of wheels; what no program in a page could import is left out. */
export function readWheels(path: string): Wheels {
  const folder = resolve(path);
  try {
    const names = readdirSync(folder)
      .filter((name) => pureWheel.test(name))
      .filter((name) => isServed(join(folder, name)))
      .toSorted();
    if (names.length > MAX_WHEELS) {
      throw new SettingError(
        `SOCKPIT_WHEELS=${path}: has ${names.length} wheels, at most ${MAX_WHEELS} are offered`,
      );
    }
    return { folder, names: new Set(names) };
  } catch (error) {
    if (error instanceof SettingError) throw error;
    throw new SettingError(
      `SOCKPIT_WHEELS=${path}: must be a folder that can be read (${String((error as NodeJS.ErrnoException).code)})`,
    );
  }
}

function isServed(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size <= MAX_WHEEL_BYTES;
}

/** `GET /wheels/index.json`, and each wheel beside it: only names that are in the list. */
export function wheelRoutes(wheels: Wheels | undefined): Router {
  const router = Router();
  const names = [...(wheels?.names ?? [])];
  const list: RequestHandler = (_request, response) => {
    response.set("cache-control", "no-cache").json({ wheels: names });
  };
  const file: RequestHandler<{ name: string }> = ({ params: { name } }, response, next) => {
    if (wheels?.names.has(name) !== true) return next();
    response.type("application/zip");
    response.sendFile(name, { root: wheels.folder, headers: { "cache-control": "no-cache" } }, (error) => {
      // The file has gone since the start.
      if (error !== undefined && !response.headersSent) next();
    });
  };
  router
    .route("/wheels/index.json")
    .get(list)
    .all(methodNotAllowed(["GET", "HEAD"]));
  router.get("/wheels/:name", file);
  router.use("/wheels", noSuchRoute);
  return router;
}
