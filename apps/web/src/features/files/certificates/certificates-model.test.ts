import { expect, it, onTestFinished, vi } from "vitest";
import { formOf } from "./certificate-form.js";
import { CertificatesModel } from "./certificates-model.js";

function setUp({ room = Number.POSITIVE_INFINITY }: { room?: number } = {}) {
  const files = new Map<string, string>();
  const model = new CertificatesModel({
    textOf: (path) => files.get(path),
    add: (path, text) => {
      if (files.size >= room) return false;
      files.set(path, text);
      return true;
    },
  });
  return { files, model, form: formOf("valid", new Date()) };
}

it("puts the certificate, its key and its authority among the files, and says which", async () => {
  const { files, model, form } = setUp();
  const paths = ["ca.pem", "ca-key.pem", "server.pem", "server-key.pem"];
  expect(await model.make(form)).toEqual({ kind: "made", files: paths });
  expect([...files.keys()]).toEqual(paths);
  const authority = files.get("ca.pem");
  expect(await model.make({ ...form, file: "two" })).toEqual({
    kind: "made",
    files: ["two.pem", "two-key.pem"],
  });
  expect(files.get("ca.pem")).toBe(authority);
});

it("makes what templates load once", async () => {
  const { files, model } = setUp();
  await model.makeUsual();
  const certificate = files.get("server.pem");
  await model.makeUsual();
  expect(certificate).toContain("BEGIN CERTIFICATE");
  expect(files.get("server.pem")).toBe(certificate);
});

it("says why it makes none", async () => {
  const { files, model, form } = setUp();
  expect(await model.make({ ...form, file: "../x" })).toEqual({
    kind: "fault",
    fault: { field: "file", kind: "path" },
  });
  files.set("ca.pem", "somebody's");
  expect(await model.make(form)).toEqual({ kind: "otherAuthority" });
  expect(await setUp({ room: 1 }).model.make(form)).toEqual({ kind: "notKept" });
  vi.stubGlobal("crypto", {});
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await setUp().model.make(form)).toEqual({ kind: "insecure" });
});
