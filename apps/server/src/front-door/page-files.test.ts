import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { expect, it } from "vitest";
import { pageFiles } from "./page-files.js";

it("breaks off the answer with a file that another build has removed, and answers the next", async () => {
  const folder = await mkdtemp(join(tmpdir(), "page-"));
  await writeFile(join(folder, "old.js"), "old");
  await writeFile(join(folder, "kept.js"), "kept");
  const server = createServer(express().use(pageFiles(folder))).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await rm(join(folder, "old.js"));
    await expect(fetch(`http://127.0.0.1:${port}/old.js`)).rejects.toThrow();
    expect(await (await fetch(`http://127.0.0.1:${port}/kept.js`)).text()).toBe("kept");
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
});
