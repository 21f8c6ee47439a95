/** `pnpm dev`: compiles on change, restarts the server, and serves the page with hot reload. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { mustRun, root, say, tool } from "./steps.js";
import { checkNode, install } from "./workspace.js";

checkNode();
await install();
await mustRun(tool("tsc"), ["-b"]);
say("Watching: the page is at the address that Vite prints");
const web = join(root, "apps/web");
const children = [
  spawn(tool("tsc"), ["-b", "--watch", "--preserveWatchOutput"], { cwd: root, stdio: "inherit" }),
  spawn(process.execPath, ["--watch", join(root, "apps/server/dist/front-door/main.js")], {
    stdio: "inherit",
  }),
  spawn(join(web, "node_modules/.bin/vite"), [], { cwd: web, stdio: "inherit" }),
];
const stop = () => {
  for (const child of children) child.kill("SIGTERM");
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
for (const child of children) child.once("close", stop);
