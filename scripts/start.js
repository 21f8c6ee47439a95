/** `npm start`: installs, builds, serves. Settings are environment variables: see README.md. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, say } from "./steps.js";
import { build, checkNode, install } from "./workspace.js";

checkNode();
await install();
await build();
say("Serving (Ctrl+C stops)");
const server = spawn(process.execPath, [join(root, "apps/server/dist/front-door/main.js")], {
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.once("close", (code) => process.exit(code ?? 1));
