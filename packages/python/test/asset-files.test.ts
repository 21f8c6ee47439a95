import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { assetFiles } from "../src/page/asset-files.js";

test.each(Object.values(assetFiles))(
  "$name has the size that progress counts with",
  async ({ name, bytes }) => {
    const url = new URL(`../node_modules/pyodide/${name}`, import.meta.url);
    expect((await stat(fileURLToPath(url))).size).toBe(bytes);
  },
);
