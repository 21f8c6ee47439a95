import { codeOf } from "../../shared/python-code.js";

/** The methods of a socket, as a pattern, before which an option has to be set. */
const methodsOfOption = { SO_REUSEADDR: "bind", SO_BROADCAST: "sendto|connect|sendmsg" } as const;

/**
 * A program's text with a line that sets the option on the socket of the call in this line, right before it. Undefined
 * where no such call stands there, or the option is set there already.
 */
export function addOptionBefore(
  source: string,
  line: number,
  option: keyof typeof methodsOfOption,
): string | undefined {
  const lines = source.split("\n");
  const text = lines[line - 1];
  const code = codeOf(source).split("\n");
  const names = methodsOfOption[option];
  const call = new RegExp(`([A-Za-z_][\\w.]*(?:\\[\\w+\\])?)\\.(?:${names})\\s*\\(`).exec(
    code[line - 1] ?? "",
  );
  const socket = call?.[1];
  if (text === undefined || call === null || socket === undefined || socket === "super") return undefined;
  const constants = namesOf(code, option);
  if (constants.importAfter !== undefined && constants.importAfter >= line - 1) return undefined;
  const setting = `${socket}.setsockopt(${constants.level}, ${constants.option}, 1)`;
  if (code.some((other) => other.includes(`${socket}.setsockopt(`) && other.includes(option)))
    return undefined;
  const before = text.slice(0, call.index);
  // Behind `with … as s:` or another statement on the same line, it stays on that line.
  if (before.trim() === "") lines.splice(line - 1, 0, `${before}${setting}`);
  else if (/[;:]\s*$/.test(before)) lines[line - 1] = `${before}${setting}; ${text.slice(call.index)}`;
  else return undefined;
  if (constants.importAfter !== undefined)
    lines.splice(constants.importAfter + 1, 0, `from socket import SOL_SOCKET, ${option}`);
  return lines.join("\n");
}

/** How a program can name the constants, from the way in which it imports `socket`. */
function namesOf(
  code: readonly string[],
  option: string,
): { level: string; option: string; importAfter?: number } {
  for (const line of code) {
    const module = /^\s*import\s+(?:.*,\s*)?socket(?:\s+as\s+(\w+))?\s*(?:,|;|#|$)/.exec(line);
    if (module !== null) {
      const name = module[1] ?? "socket";
      return { level: `${name}.SOL_SOCKET`, option: `${name}.${option}` };
    }
  }
  const from = code.findIndex((line) => /^\s*from\s+socket\s+import\b/.test(line));
  const bare = { level: "SOL_SOCKET", option };
  if (from === -1 || /import\s*\*/.test(code[from] ?? "")) return bare;
  const imports = code.filter((line) => /^\s*from\s+socket\s+import\b/.test(line)).join(" ");
  const hasBoth = [option, "SOL_SOCKET"].every((name) => new RegExp(`\\b${name}\\b`).test(imports));
  if (hasBoth) return bare;
  // Behind the closing bracket of an import over several lines.
  let end = from;
  if (/\(/.test(code[from] ?? "")) while (end < code.length - 1 && !/\)/.test(code[end] ?? "")) end += 1;
  return { ...bare, importAfter: end };
}
