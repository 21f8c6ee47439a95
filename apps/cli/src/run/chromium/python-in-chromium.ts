import { base64FromBytes } from "@sockpit/protocol";
import type { PythonEnd, PythonRunner } from "@sockpit/scenario";
import { DevTools } from "./devtools.js";

export interface PythonInChromium {
  readonly run: PythonRunner;
  close(): Promise<void>;
}

/** Milliseconds between two looks whether the page's modules have run: no event says so. */
const LOOK_MS = 20;

const PREPARE = `(async () => {
  while (globalThis.sockpitRunner === undefined) await new Promise((resolve) => setTimeout(resolve, ${LOOK_MS}));
  await sockpitRunner.prepare();
})()`;

/** Runs Python in a headless Chromium, in the server's own page without a lab: threads need JSPI, which Node has from version 24 on. */
export async function pythonInChromium(path: string, server: string): Promise<PythonInChromium> {
  const devTools = await DevTools.start(path);
  try {
    const page = await devTools.open(`${server}/?runner`);
    await devTools.evaluate(page, PREPARE);
    let number = 0;
    return {
      run: async ({ signal, files, ...program }) => {
        number += 1;
        const own = number;
        const stop = () => void devTools.evaluate(page, `sockpitRunner.stop(${own})`).catch(() => undefined);
        signal.throwIfAborted();
        signal.addEventListener("abort", stop);
        try {
          const handed = JSON.stringify({ ...program, files: packed(files) });
          return await devTools.evaluate<PythonEnd>(page, `sockpitRunner.run(${own}, ${handed})`);
        } finally {
          signal.removeEventListener("abort", stop);
        }
      },
      close: () => devTools.close(),
    };
  } catch (error) {
    await devTools.close();
    throw error;
  }
}

function packed(files: Readonly<Record<string, string | Uint8Array>>): Record<string, string> {
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      base64FromBytes(typeof content === "string" ? encoder.encode(content) : content),
    ]),
  );
}
