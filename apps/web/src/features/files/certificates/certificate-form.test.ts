import { expect, it } from "vitest";
import { type CertificateForm, formOf, readForm } from "./certificate-form.js";
import { parseSubjectNames } from "./subject-names.js";

const now = new Date("2026-11-26T12:00:00Z");
const form = formOf("valid", now);
const faultOf = (changed: Partial<CertificateForm>) => readForm({ ...form, ...changed });

it("fills the form in for each lesson", () => {
  expect(form).toMatchObject({ names: "localhost 127.0.0.1 ::1", from: "2026-11-26", to: "2027-11-26" });
  expect(formOf("expired", now)).toMatchObject({ from: "2025-11-26", to: "2026-11-25" });
  expect(formOf("notYet", now)).toMatchObject({ from: "2026-11-27" });
  expect(formOf("otherName", now)).toMatchObject({ names: "other.example" });
});

it("takes the days in UTC, the last one to its end", () => {
  expect(readForm(form)).toMatchObject({
    commonName: "localhost",
    validFrom: new Date("2026-11-26T00:00:00Z"),
    validTo: new Date("2027-11-26T23:59:59Z"),
  });
});

it.each<[Partial<CertificateForm>, object]>([
  [{ names: " , " }, { field: "names", kind: "none" }],
  [{ names: "a ".repeat(17) }, { field: "names", kind: "tooMany" }],
  [{ names: "localhost not_a_name" }, { field: "names", kind: "noName", name: "not_a_name" }],
  [{ from: "" }, { field: "days", kind: "noDay" }],
  [
    { from: "2027-01-02", to: "2027-01-01" },
    { field: "days", kind: "order" },
  ],
  [{ file: "" }, { field: "file", kind: "path" }],
  [{ file: "../server" }, { field: "file", kind: "path" }],
  [{ file: "/tmp/server" }, { field: "file", kind: "path" }],
  [{ file: "a/./b" }, { field: "file", kind: "path" }],
  [{ file: "x".repeat(49) }, { field: "file", kind: "path" }],
  [{ file: "ca" }, { field: "file", kind: "reserved" }],
])("refuses %o and says which field and rule", (changed, fault) => {
  expect(faultOf(changed)).toEqual(fault);
});

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

it("takes host names, wildcards and addresses of both versions apart", () => {
  const named = (text: string) => {
    const parsed = parseSubjectNames(text);
    if (!("names" in parsed)) return parsed.fault;
    return parsed.names.map((each) => (each.kind === "host" ? each.name : hex(each.bytes)));
  };
  expect(named("localhost,*.lab  www.example.com")).toEqual(["localhost", "*.lab", "www.example.com"]);
  expect(named("10.1.2.3 fe80::a:1")).toEqual(["0a010203", "fe8000000000000000000000000a0001"]);
  expect(named("::ffff:10.1.2.3 ::")).toEqual([`${"0".repeat(20)}ffff0a010203`, "0".repeat(32)]);
  for (const wrong of [
    "256.1.1.1",
    "1.2.3",
    "-a",
    "a..b",
    ":",
    "1:2",
    "[::1]",
    "名稱",
    "a_b",
    `${"a".repeat(64)}.x`,
  ])
    expect(named(wrong), wrong).toBe("noName");
});
