import { describe, expect, test } from "vitest";
import { type HttpRequest, readUrl, urlOf, writeRequest } from "./request.js";

const draft = { method: "GET", url: "127.0.0.1:8000", headers: "", body: "" };

function written(change: Partial<typeof draft>): HttpRequest & { text: string } {
  const request = writeRequest({ ...draft, ...change });
  if (!("bytes" in request)) throw new Error(JSON.stringify(request));
  return { ...request, text: new TextDecoder().decode(request.bytes) };
}

describe("A request", () => {
  test("has what every request has, in RFC 9112's form", () => {
    const { text, host, port } = written({ url: "http://127.0.0.1:8000/a b?q=你#part" });
    expect(text).toBe(
      "GET /a%20b?q=%E4%BD%A0 HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: sockpit\r\nAccept: */*\r\n\r\n",
    );
    expect({ host, port }).toEqual({ host: "127.0.0.1", port: 8000 });
  });

  test("has the person's fields in place of the usual ones, and a body with its length in bytes", () => {
    const { text } = written({ method: "POST", headers: "host: other\n\nX-A:  1 ", body: "你" });
    expect(text).toBe(
      "POST / HTTP/1.1\r\nUser-Agent: sockpit\r\nAccept: */*\r\nContent-Length: 3\r\nhost: other\r\nX-A: 1\r\n\r\n你",
    );
  });

  test("goes to port 80 without one, and to an IPv6 address without its brackets", () => {
    expect(written({ url: "http://localhost/" })).toMatchObject({ host: "localhost", port: 80 });
    expect(written({ url: "[::1]:8000" })).toMatchObject({
      host: "::1",
      port: 8000,
      url: "http://[::1]:8000/",
    });
  });

  test.each([
    [{ url: "" }, { field: "url", why: "url" }],
    [{ url: "http://127.0.0.1:99999" }, { field: "url", why: "url" }],
    [{ url: "https://127.0.0.1" }, { field: "url", why: "scheme", text: "https:" }],
    [{ method: "GET /x" }, { field: "method", text: "GET /x" }],
    [{ headers: "A: b\nno colon" }, { field: "headers", line: 2, text: "no colon" }],
    [{ headers: "A b: c" }, { field: "headers", line: 1 }],
  ])("is not sent where %j", (change, fault) => {
    expect(writeRequest({ ...draft, ...change })).toMatchObject(fault);
  });
});

test("The address of a listening socket is one that can be read again", () => {
  expect(urlOf("127.0.0.1", 8000)).toBe("http://127.0.0.1:8000/");
  expect(urlOf("::1", 80)).toBe("http://[::1]/");
  for (const url of [urlOf("::1", 80), urlOf("localhost", 9)]) expect(readUrl(url)).toBeInstanceOf(URL);
});
