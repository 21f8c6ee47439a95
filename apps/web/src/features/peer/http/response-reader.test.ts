import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_RESPONSE_BYTES, type ResponseEnd, ResponseReader } from "./response-reader.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function read(
  answer: string,
  { method = "GET", end = "closed" as ResponseEnd | "open", pieceBytes = 1e9 } = {},
) {
  const reader = new ResponseReader(method);
  const bytes = encoder.encode(answer);
  for (let at = 0; at < bytes.length && !reader.isDone; at += pieceBytes)
    reader.push(bytes.subarray(at, at + pieceBytes));
  if (end !== "open") reader.end(end);
  const response = reader.response();
  return { ...response, text: decoder.decode(response.body), kinds: response.faults.map(({ kind }) => kind) };
}

const ok = "HTTP/1.1 200 OK\r\n";

describe("A right answer has no faults", () => {
  test.each([
    ["with Content-Length", `${ok}Content-Length: 5\r\n\r\nhello`, "hello"],
    ["that ends with its connection", `HTTP/1.0 200 OK\r\nServer: x\r\n\r\nhello`, "hello"],
    [
      "in chunks",
      `${ok}Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\nX: y\r\n\r\n`,
      "hello",
    ],
    ["without a reason", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", ""],
    ["after 100 Continue", `HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 2\r\n\r\nhi`, "hi"],
    ["with a body of UTF-8", `${ok}Content-Length: 6\r\n\r\n你好`, "你好"],
    ["of 304, whose length is that of GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", ""],
  ])("%s", (_name, answer, body) => {
    for (const pieceBytes of [1, 7, 1e9]) {
      const { text, kinds, isComplete } = read(answer, { pieceBytes });
      expect({ text, kinds, isComplete }).toEqual({ text: body, kinds: [], isComplete: true });
    }
  });

  test("to HEAD, which has no body", () => {
    const { isComplete, kinds } = read(`${ok}Content-Length: 5\r\n\r\n`, { method: "HEAD", end: "open" });
    expect({ isComplete, kinds }).toEqual({ isComplete: true, kinds: [] });
  });

  test("is complete at its last byte, without the end of the connection", () => {
    for (const framed of [
      "Content-Length: 2\r\n\r\nhi",
      "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
    ])
      expect(read(ok + framed, { end: "open" }).isComplete).toBe(true);
  });
});

describe("What is wrong is said, and the rest is read", () => {
  test.each([
    ["no status line", "<h1>Hi</h1>", ["noStatusLine"], "<h1>Hi</h1>"],
    [
      "no status line, but header fields",
      "Content-Type: text/html\r\n\r\nHi",
      ["noStatusLine"],
      "Content-Type: text/html\r\n\r\nHi",
    ],
    ["a status line without a code", "HTTP/1.1 OK\r\n\r\nHi", ["statusLine"], "Hi"],
    ["another version", "HTTP/2 200\r\n\r\nHi", ["statusLine"], "Hi"],
    ["LF alone", "HTTP/1.1 200 OK\nA: b\n\nHi", ["bareLf"], "Hi"],
    ["an empty first line", "\r\nHTTP/1.1 200 OK\r\n\r\nHi", ["emptyFirstLine"], "Hi"],
    ["an indented Python string", "HTTP/1.1 200 OK\n    A: b\n\nHi", ["bareLf", "foldedHeader"], "Hi"],
    ["a line without a colon", `${ok}Server\r\n\r\nHi`, ["noColon"], "Hi"],
    ["a space before the colon", `${ok}Server : x\r\n\r\nHi`, ["spaceBeforeColon"], "Hi"],
    ["no empty line before the page", `${ok}A: b\r\n<p>Hi\n</p>`, ["noEmptyLine"], "<p>Hi\n</p>"],
    ["an end in the head", `${ok}A: b\r\n`, ["headUnfinished"], ""],
    ["an end in the head, and a page", `${ok}<p>`, ["noEmptyLine"], "<p>"],
    [
      "a Content-Length that is no number",
      `${ok}Content-Length: five\r\n\r\nhello`,
      ["contentLength"],
      "hello",
    ],
    [
      "two that differ",
      `${ok}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      ["contentLength"],
      "hello",
    ],
    ["one too large", `${ok}Content-Length: 9\r\n\r\nhello`, ["bodyTooShort"], "hello"],
    [
      "one too small, as characters are counted",
      `${ok}Content-Length: 2\r\n\r\n你好`,
      ["bodyTooLong"],
      "\ufffd",
    ],
    [
      "a length besides chunks",
      `${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ["lengthAndCoding"],
      "",
    ],
    ["another transfer coding", `${ok}Transfer-Encoding: gzip\r\n\r\nx`, ["transferCoding"], "x"],
    [
      "a chunk's size that is no number",
      `${ok}Transfer-Encoding: chunked\r\n\r\nhello\r\n`,
      ["chunkSize"],
      "",
    ],
    [
      "a chunk longer than its size",
      `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n`,
      ["chunkEnd"],
      "he",
    ],
    [
      "chunks without a last",
      `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n`,
      ["chunksUnfinished"],
      "hi",
    ],
    ["a body with 204", "HTTP/1.1 204 No Content\r\n\r\nHi", ["bodyNotAllowed"], ""],
    ["nothing", "", ["nothing"], ""],
  ])("%s", (_name, answer, expected, body) => {
    for (const pieceBytes of [1, 1e9]) {
      const { kinds, text } = read(answer, { pieceBytes });
      // What is behind the end of an answer is only seen where it came with it.
      const late = pieceBytes === 1 && ["bodyTooLong", "bodyNotAllowed"].includes(expected[0] ?? "");
      expect({ kinds, text }).toEqual({ kinds: late ? [] : expected, text: body });
    }
  });

  test.each([
    ["never answers", "", ["silent"]],
    ["stops in its head", "HTTP/1.1 200", ["headUnfinished"]],
    ["says no length, and keeps the connection", `${ok}\r\nHi`, ["noEnd", "stalled"]],
    [
      "says a length too large, and keeps the connection",
      `${ok}Content-Length: 9\r\n\r\nhello`,
      ["bodyTooShort", "stalled"],
    ],
    ["stops between chunks", `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n`, ["stalled"]],
  ])("a server that %s", (_name, answer, expected) => {
    expect(read(answer, { end: "timedOut" }).kinds).toEqual(expected);
  });

  test("a reset keeps what has come", () => {
    const { kinds, text } = read(`${ok}Content-Length: 9\r\n\r\nhello`, { end: "reset" });
    expect({ kinds, text }).toEqual({ kinds: ["reset"], text: "hello" });
  });
});

describe("Whatever comes", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        ok,
        "\r\n",
        "\n",
        "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "3\r\nabc\r\n",
        "0\r\n\r\n",
        "A: b\r\n",
        "<p>",
      ),
      fc.string({ maxLength: 20 }),
      fc.uint8Array({ maxLength: 20 }),
    ),
    { maxLength: 40 },
  );
  const bytesOf = (piece: string | Uint8Array) => (typeof piece === "string" ? encoder.encode(piece) : piece);

  test("it is read without an exception, each fault once, the bytes as they came", () => {
    fc.assert(
      fc.property(
        pieces,
        fc.constantFrom("GET", "HEAD"),
        fc.constantFrom<ResponseEnd>("closed", "timedOut", "reset"),
        (given, method, end) => {
          const reader = new ResponseReader(method);
          const all: number[] = [];
          for (const piece of given) {
            if (reader.isDone) break;
            reader.push(bytesOf(piece));
            all.push(...bytesOf(piece));
          }
          reader.end(end);
          const { faults, body, headBytes } = reader.response();
          expect([...reader.raw]).toEqual(all);
          expect(new Set(faults.map(({ kind }) => kind)).size).toBe(faults.length);
          expect(body.length + (headBytes ?? 0)).toBeLessThanOrEqual(all.length);
        },
      ),
    );
  });

  test("it is the same in one piece and byte by byte, up to its end", () => {
    fc.assert(
      fc.property(pieces, (given) => {
        const whole = new ResponseReader("GET");
        const single = new ResponseReader("GET");
        const all = given.flatMap((piece) => [...bytesOf(piece)]);
        whole.push(Uint8Array.from(all));
        for (const byte of all) if (!single.isDone) single.push(Uint8Array.of(byte));
        for (const reader of [whole, single]) reader.end("closed");
        const { faults: _late, ...expected } = whole.response();
        expect(single.response()).toMatchObject(expected);
      }),
    );
  });

  test("no more than the bound is kept, and more is not asked for", () => {
    const reader = new ResponseReader("GET");
    reader.push(encoder.encode(`${ok}\r\n`));
    const piece = new Uint8Array(1024 * 1024);
    for (let count = 0; count < 10 && !reader.isDone; count += 1) reader.push(piece);
    expect(reader.raw.length).toBe(MAX_RESPONSE_BYTES);
    expect(reader.response().faults).toMatchObject([{ kind: "tooLong" }]);
  });

  test.each([
    ["a head without an end", "A: b\r\n", "headTooLong"],
    ["a line without an end", "a", "headTooLong"],
  ])("%s is a body after 16 KiB, in time in proportion to it", (_name, part, kind) => {
    const reader = new ResponseReader("GET");
    reader.push(encoder.encode(ok));
    for (let count = 0; count < 200_000; count += 1) reader.push(encoder.encode(part));
    expect(reader.response().faults).toMatchObject([{ kind }]);
  });
});
