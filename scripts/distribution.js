import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./steps.js";

/** The full path of the first of these programs that is on PATH. */
export function findOnPath(...names) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const name = names.find((candidate) => isExecutable(join(folder, candidate)));
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}

/** Whether packages of the distribution can be installed here: root, with apt. */
export function canInstall() {
  return process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get");
}

/** Servers that do not answer are given up soon. */
const patience = ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1"];

/** Installs a package of the distribution. False where that did not work; never asks and never throws. */
export async function installPackage(name) {
  const options = { quiet: true, env: { DEBIAN_FRONTEND: "noninteractive" } };
  await run("apt-get", [...patience, "update", "-qq"], options).catch(() => 1);
  const args = [...patience, "install", "-y", "-qq", "--no-install-recommends", name];
  return (await run("apt-get", args, options).catch(() => 1)) === 0;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
