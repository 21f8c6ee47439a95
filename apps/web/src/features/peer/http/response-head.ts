import { quoted, type ResponseFault } from "./response-fault.js";

export interface StatusLine {
  /** `HTTP/1.1`. */
  readonly version: string;
  readonly code: number;
  readonly reason: string;
}

export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

type Report = (fault: ResponseFault) => void;

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const headerLine = new RegExp(`^(${token})([ \\t]*):[ \\t]*(.*?)[ \\t]*$`);

/** RFC 9112 §4. A line that is almost one is read as far as it goes; undefined: it is none at all. */
export function readStatusLine(line: string, report: Report): StatusLine | undefined {
  if (!/^HTTP\b/i.test(line)) {
    report({ kind: "noStatusLine", text: quoted(line), line: 1 });
    return undefined;
  }
  const [, version = "", code = "", reason = ""] = /^(\S*)\s*(\S*) ?(.*)$/.exec(line) ?? [];
  const isRight = /^HTTP\/1\.[01] [1-5]\d\d( |$)/.test(line);
  if (!isRight) report({ kind: "statusLine", text: quoted(line), line: 1 });
  return { version, code: /^\d{3}$/.test(code) ? Number(code) : 0, reason };
}

/** RFC 9112 §5. Undefined where a line is no field. */
export function readHeaderLine(line: string, number: number, report: Report): HeaderField | undefined {
  const [, name, space, value = ""] = headerLine.exec(line) ?? [];
  if (name === undefined) {
    report({ kind: "noColon", text: quoted(line), line: number });
    return undefined;
  }
  if (space !== "") report({ kind: "spaceBeforeColon", text: name, line: number });
  return { name, value };
}

/** All values of a field; its name's case does not matter (RFC 9110 §5.1). */
export function valuesOf(headers: readonly HeaderField[], name: string): readonly string[] {
  return headers.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value);
}

/** How a body ends: RFC 9112 §6.3. */
export type BodyFraming =
  | { readonly kind: "none" }
  | { readonly kind: "length"; readonly bytes: number }
  | { readonly kind: "chunked" }
  /** At the end of the connection. */
  | { readonly kind: "close" };

interface FramedHead {
  readonly method: string;
  readonly code: number;
  readonly headers: readonly HeaderField[];
}

export function framingOf({ method, code, headers }: FramedHead, report: Report): BodyFraming {
  const codings = valuesOf(headers, "transfer-encoding").join(",").toLowerCase();
  const lengths = valuesOf(headers, "content-length").flatMap((value) => value.split(/[ \t]*,[ \t]*/));
  if (codings !== "" && lengths.length > 0) report({ kind: "lengthAndCoding" });
  const mayHaveBody = method !== "HEAD" && code !== 204 && code !== 304;
  if (!mayHaveBody) return { kind: "none" };
  if (codings !== "") {
    if (codings.trim() === "chunked") return { kind: "chunked" };
    report({ kind: "transferCoding", text: quoted(codings) });
    return { kind: "close" };
  }
  const [first] = lengths;
  if (first === undefined) return { kind: "close" };
  const bytes = /^\d{1,15}$/.test(first) ? Number(first) : undefined;
  if (bytes === undefined || lengths.some((other) => other !== first)) {
    report({ kind: "contentLength", text: quoted(lengths.join(", ")) });
    return { kind: "close" };
  }
  return { kind: "length", bytes };
}
