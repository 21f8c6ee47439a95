/** Fields that a reader at a terminal does not need. */
const hidden = new Set(["level", "time", "pid", "msg", "err", "requestId"]);

/** A line of the log for reading: `12:30:01 info  POST /api/labs status=201 lab=abcdefgh`. */
export function readableLine(json: string): string {
  const line = JSON.parse(json) as Record<string, unknown>;
  const time = String(line["time"]).slice(11, 19);
  const fields = Object.entries(line).filter(([name]) => !hidden.has(name));
  const rest = fields.map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const { stack } = (line["err"] ?? {}) as { stack?: string };
  const words = [time, String(line["level"]).padEnd(5), String(line["msg"] ?? ""), ...rest].filter(
    (word) => word !== "",
  );
  return `${words.join(" ")}\n${stack === undefined ? "" : `${stack}\n`}`;
}
