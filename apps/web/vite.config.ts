import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { initialChunk } from "./build/initial-chunk.js";
import { leanProtocol } from "./build/lean-protocol.js";
import { precompress } from "./build/precompress.js";
import { pyodideAssets } from "./build/pyodide-assets.js";
import { pythonRuntime } from "./build/python-runtime.js";
import { scenarioGallery } from "./build/scenario-gallery.js";
import { texts } from "./build/texts.js";

const SERVER = "http://127.0.0.1:7070";

/** The page runs cross-origin isolated, in development as in production. */
const isolationHeaders = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export default defineConfig({
  plugins: [
    react(),
    texts(),
    leanProtocol(),
    pyodideAssets(),
    pythonRuntime(),
    scenarioGallery(),
    precompress(),
  ],
  server: {
    host: "127.0.0.1",
    headers: isolationHeaders,
    proxy: {
      "/api": { target: SERVER, ws: true },
      "/healthz": { target: SERVER },
      "/wheels": { target: SERVER },
    },
  },
  worker: { format: "es", plugins: () => [leanProtocol()] },
  build: {
    target: "es2023",
    /** JSPI needs Chrome 137 or later anyway; no browser of that age wants the polyfill. */
    modulePreload: { polyfill: false },
    /** An asset inlined as a data: URL would need a wider content security policy. */
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // React changes more rarely than the page does, and stays in the browser's cache.
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\//, priority: 1 },
            { name: initialChunk() },
          ],
        },
      },
    },
  },
});
