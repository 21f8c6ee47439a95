import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Null where it is not installed. */
export const tsharkVersion = versionOfTshark();

function versionOfTshark(): string | null {
  try {
    return execFileSync("tshark", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return null;
  }
}

/** What tshark says of each packet, field by field. A complaint about the file is an exit status other than 0. */
export async function readWithTshark(
  file: Uint8Array,
  fields: readonly string[],
  options: readonly string[] = [],
): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), "sockpit-capture-"));
  try {
    const path = join(folder, "capture.pcapng");
    writeFileSync(path, file);
    const args = ["-n", "-r", path, ...options, "-T", "fields", ...fields.flatMap((field) => ["-e", field])];
    const { stdout } = await promisify(execFile)("tshark", args);
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("\t"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
