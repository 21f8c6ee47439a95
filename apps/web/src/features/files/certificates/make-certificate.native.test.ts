import { execFileSync, spawnSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CertificateForm, formOf, readForm } from "./certificate-form.js";
import { type AuthorityFiles, makeCertificateFiles } from "./make-certificate.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "certificates-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nothing: AuthorityFiles = { certificate: undefined, key: undefined };

/** The files of a form, by their paths. */
async function filesOf(changed: Partial<CertificateForm> = {}, kept = nothing): Promise<Map<string, string>> {
  const request = readForm({ ...formOf("valid", new Date()), ...changed });
  if ("field" in request) throw new Error(`refused: ${request.field}`);
  const made = await makeCertificateFiles(request, kept);
  if ("fault" in made) throw new Error(made.fault);
  return new Map(made.files.map(({ path, text }) => [path, text]));
}

function written(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) writeFileSync(join(folder, path), text);
}

function requireTool(name: string, skip: (note: string) => void): void {
  if (spawnSync(name, ["--version"]).error !== undefined) skip(`${name} is not installed`);
}

describe("a certificate and its authority", () => {
  it("fit each other and the certificate's key, for the names and days that are asked for", async () => {
    const files = await filesOf({
      names: "localhost, *.lab 127.0.0.1 ::1",
      from: "2026-01-02",
      to: "2051-03-04",
    });
    expect([...files.keys()]).toEqual(["ca.pem", "ca-key.pem", "server.pem", "server-key.pem"]);
    const authority = new X509Certificate(files.get("ca.pem") ?? "");
    const server = new X509Certificate(files.get("server.pem") ?? "");
    expect(server.checkIssued(authority)).toBe(true);
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(server.checkPrivateKey(createPrivateKey(files.get("server-key.pem") ?? ""))).toBe(true);
    expect(authority.checkPrivateKey(createPrivateKey(files.get("ca-key.pem") ?? ""))).toBe(true);
    expect([authority.ca, server.ca]).toEqual([true, false]);
    expect(server.subjectAltName).toBe(
      "DNS:localhost, DNS:*.lab, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1",
    );
    expect([server.validFrom, server.validTo]).toEqual([
      "Jan  2 00:00:00 2026 GMT",
      "Mar  4 23:59:59 2051 GMT",
    ]);
  });

  it("signs the next one too, when the project has its files", async () => {
    const first = await filesOf();
    const kept = { certificate: first.get("ca.pem"), key: first.get("ca-key.pem") };
    const next = await filesOf({ file: "certificates/other" }, kept);
    expect([...next.keys()]).toEqual(["certificates/other.pem", "certificates/other-key.pem"]);
    const server = new X509Certificate(next.get("certificates/other.pem") ?? "");
    expect(server.checkIssued(new X509Certificate(first.get("ca.pem") ?? ""))).toBe(true);
  });

  it("is not replaced where it is somebody else's, or its key is missing, broken or another's", async () => {
    const [own, other] = [await filesOf(), await filesOf()];
    const request = readForm(formOf("valid", new Date()));
    if ("field" in request) throw new Error(request.field);
    const certificate = own.get("ca.pem");
    const keys = [
      undefined,
      "",
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
      other.get("ca-key.pem"),
    ];
    for (const key of keys)
      expect(await makeCertificateFiles(request, { certificate, key })).toEqual({ fault: "otherAuthority" });
    const broken = { certificate: "no certificate", key: own.get("ca-key.pem") };
    expect(await makeCertificateFiles(request, broken)).toEqual({ fault: "otherAuthority" });
  });

  it("is left out where the certificate is self-signed", async () => {
    const files = await filesOf({ isSelfSigned: true });
    expect([...files.keys()]).toEqual(["server.pem", "server-key.pem"]);
    const server = new X509Certificate(files.get("server.pem") ?? "");
    expect(server.verify(server.publicKey)).toBe(true);
  });
});

describe("openssl verify", () => {
  const verify = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("openssl", ["verify", "-x509_strict", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, said: stdout + stderr };
  };

  it("accepts them by its strict rules, and refuses what is expired or not yet valid", async ({ skip }) => {
    requireTool("openssl", skip);
    const files = await filesOf();
    written(files);
    expect(verify("-CAfile", "ca.pem", "-verify_hostname", "localhost", "server.pem")).toEqual({
      status: 0,
      said: "server.pem: OK\n",
    });
    expect(verify("-CAfile", "ca.pem", "-verify_ip", "::1", "server.pem").status).toBe(0);
    const kept = { certificate: files.get("ca.pem"), key: files.get("ca-key.pem") };
    for (const [kind, reason] of [
      ["expired", "certificate has expired"],
      ["notYet", "certificate is not yet valid"],
    ] as const) {
      written(await filesOf({ ...formOf(kind, new Date()), file: kind }, kept));
      expect(verify("-CAfile", "ca.pem", `${kind}.pem`).said).toContain(reason);
    }
    written(await filesOf({ file: "self", isSelfSigned: true }));
    expect(verify("-CAfile", "self.pem", "self.pem").status).toBe(0);
    expect(verify("-CAfile", "ca.pem", "self.pem").said).toContain("self-signed certificate");
  });
});

const handshake = `
import ssl, sys
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain("server.pem", "server-key.pem")
client = ssl.create_default_context(cafile="ca.pem")
client.verify_flags |= ssl.VERIFY_X509_STRICT
a, b, c, d = (ssl.MemoryBIO() for _ in range(4))
ends = [client.wrap_bio(a, b, server_hostname=sys.argv[1]), server.wrap_bio(c, d, server_side=True)]
for _ in range(4):
    for end in ends:
        try:
            end.do_handshake()
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLCertVerificationError as error:
            print(error.verify_message)
            sys.exit()
        c.write(b.read())
        a.write(d.read())
print(ends[0].getpeercert()["subjectAltName"])
`;

describe("python3's ssl", () => {
  const shake = (name: string) =>
    execFileSync("python3", ["-c", handshake, name], { cwd: folder, encoding: "utf8" }).trim();

  it("loads them, and knows for which names they are", async ({ skip }) => {
    requireTool("python3", skip);
    written(await filesOf());
    expect(shake("localhost")).toContain("('DNS', 'localhost'), ('IP Address', '127.0.0.1')");
    expect(shake("127.0.0.1")).toContain("('DNS', 'localhost')");
    expect(shake("wrong.example")).toContain("Hostname mismatch");
  });
});
