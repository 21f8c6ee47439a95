import { readFileSync } from "node:fs";

/** A certificate and its key, as PEM. */
export interface TestCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** The authority, which may sign others. */
export const authority = readPem("ca");

/** For localhost, server.lab, 127.0.0.1 and ::1. */
export const serverCertificate = readPair("server");

/** For localhost, until 2021. */
export const expiredCertificate = readPair("expired");

/** For other.lab. */
export const otherCertificate = readPair("other");

/** A client's: Alice, alice@example.com. */
export const clientCertificate = readPair("client");

/** A file of packages/testing/certificates, from the source as from what the compiler makes of it. */
function readPem(name: string): string {
  return readFileSync(new URL(`../certificates/${name}.pem`, import.meta.url), "utf8");
}

function readPair(name: string): TestCertificate {
  const pem = readPem(name);
  const keyAt = pem.indexOf("-----BEGIN PRIVATE KEY-----");
  return { certificate: pem.slice(0, keyAt), key: pem.slice(keyAt) };
}
