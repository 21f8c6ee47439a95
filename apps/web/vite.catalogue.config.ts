import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { scenarioGallery } from "./build/scenario-gallery.js";
import { texts } from "./build/texts.js";

/** The catalogue of components: docs/adr/0023. Not part of the page that is served. */
export default defineConfig({
  plugins: [react(), texts(), scenarioGallery()],
  publicDir: false,
  /** React's own warnings are what a test of components wants to see. */
  define: { "process.env.NODE_ENV": '"development"' },
  server: { host: "127.0.0.1", open: "/catalogue.html" },
  build: {
    target: "es2023",
    outDir: "node_modules/.cache/catalogue",
    emptyOutDir: true,
    minify: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: "catalogue.html" },
  },
});
