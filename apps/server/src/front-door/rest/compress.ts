import { constants } from "node:zlib";
import compression from "compression";
import type { RequestHandler } from "express";

/** As Accept-Encoding asks for it. A window of 256 KiB keeps Brotli's memory below 1 MiB for each download. */
export const compress: RequestHandler = compression({
  filter: () => true,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 } },
});
