import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Says what is being done, in one line. */
export function say(text) {
  console.log(`\n▸ ${text}`);
}

/**
 * Runs a program in the repository and shows what it prints. Gives its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean, cwd?: string }} [options] `quiet` shows output only on failure.
 * @returns {Promise<number>}
 */
export function run(command, args, { env = {}, quiet = false, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        said += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (quiet && code !== 0) process.stdout.write(said);
      resolve(code ?? 1);
    });
  });
}

/** As `run`, but a failure ends this program with the same code. */
export async function mustRun(command, args, options) {
  const code = await run(command, args, options);
  if (code === 0) return;
  console.error(`\n✗ ${command} ${args.join(" ")} failed (exit code ${code})`);
  process.exit(code);
}

/** The path of a tool that the workspace has installed. */
export function tool(name) {
  return fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
}
