import type { SubjectName } from "./subject-names.js";
import { keyAlgorithm, makeCertificate, pem, type Signer, unPem } from "./x509.js";

/** Where the authority of a project's certificates is kept, so that it signs the next ones too. */
export const AUTHORITY_FILE = "ca.pem";
export const AUTHORITY_KEY_FILE = "ca-key.pem";

const AUTHORITY_NAME = "Sockpit lab authority";
const AUTHORITY_YEARS = 10;

export interface CertificateRequest {
  readonly names: readonly SubjectName[];
  /** What the certificate calls its owner: the first of the names, as it was written. */
  readonly commonName: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** It is its own authority: nobody vouches for it. */
  readonly isSelfSigned: boolean;
  /** Its files are `<file>.pem` and `<file>-key.pem`. */
  readonly file: string;
}

interface MadeFile {
  readonly path: string;
  readonly text: string;
}

/** What a project has of its authority: the texts of its two files, where they are there. */
export interface AuthorityFiles {
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

/** `otherAuthority`: there is a `ca.pem` that its `ca-key.pem` does not fit, or that has none. */
export type MadeCertificate = { files: readonly MadeFile[] } | { fault: "otherAuthority" };

/** A certificate with its key, and the authority that signs it, made if there is none yet. */
export async function makeCertificateFiles(
  { names, commonName, validFrom, validTo, isSelfSigned, file }: CertificateRequest,
  kept: AuthorityFiles,
): Promise<MadeCertificate> {
  const keys = await newKeys();
  const facts = { name: commonName, publicKey: keys.publicKey, validFrom, validTo, subjectNames: names };
  const own = { name: commonName, ...keys };
  const authority = isSelfSigned ? { signer: own, files: [] } : await authorityOf(kept);
  if (authority === undefined) return { fault: "otherAuthority" };
  const certificate = await makeCertificate(facts, authority.signer);
  return {
    files: [
      ...authority.files,
      { path: `${file}.pem`, text: pem("CERTIFICATE", certificate) },
      { path: `${file}-key.pem`, text: await keyPem(keys.privateKey) },
    ],
  };
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(keyAlgorithm, true, ["sign", "verify"]);
}

async function keyPem(key: CryptoKey): Promise<string> {
  return pem("PRIVATE KEY", new Uint8Array(await crypto.subtle.exportKey("pkcs8", key)));
}

interface Authority {
  readonly signer: Signer;
  /** What is new of it. */
  readonly files: readonly MadeFile[];
}

async function authorityOf({ certificate, key }: AuthorityFiles): Promise<Authority | undefined> {
  if (certificate === undefined) return newAuthority();
  const signer = await signerOf(key ?? "");
  const der = unPem("CERTIFICATE", certificate);
  if (signer === undefined || der === undefined) return undefined;
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", signer.publicKey));
  return includes(der, point) ? { signer, files: [] } : undefined;
}

async function newAuthority(): Promise<Authority> {
  const keys = await newKeys();
  const signer = { name: AUTHORITY_NAME, ...keys };
  const validFrom = new Date(Date.now());
  // Certificates may begin before today, to be expired.
  validFrom.setUTCFullYear(validFrom.getUTCFullYear() - AUTHORITY_YEARS);
  const validTo = new Date(Date.now());
  validTo.setUTCFullYear(validTo.getUTCFullYear() + AUTHORITY_YEARS);
  const facts = { name: AUTHORITY_NAME, publicKey: keys.publicKey, validFrom, validTo, subjectNames: null };
  return {
    signer,
    files: [
      { path: AUTHORITY_FILE, text: pem("CERTIFICATE", await makeCertificate(facts, signer)) },
      { path: AUTHORITY_KEY_FILE, text: await keyPem(keys.privateKey) },
    ],
  };
}

/** The authority of a private key that was made here; undefined for any other text. */
async function signerOf(text: string): Promise<Signer | undefined> {
  const der = unPem("PRIVATE KEY", text);
  if (der === undefined) return undefined;
  try {
    const privateKey = await crypto.subtle.importKey("pkcs8", der, keyAlgorithm, true, ["sign"]);
    const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", privateKey);
    if (kty === undefined || crv === undefined || x === undefined || y === undefined) return undefined;
    const publicKey = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, keyAlgorithm, true, [
      "verify",
    ]);
    return { name: AUTHORITY_NAME, publicKey, privateKey };
  } catch {
    return undefined;
  }
}

function includes(bytes: Uint8Array, part: Uint8Array): boolean {
  const text = (all: Uint8Array) => String.fromCharCode(...all);
  return text(bytes).includes(text(part));
}
