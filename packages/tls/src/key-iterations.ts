/** DER's tags: X.690 §8. */
const INTEGER = 0x02;
const SEQUENCE = 0x30;

const BEGIN = /-----BEGIN ENCRYPTED PRIVATE KEY/g;
const WHOLE = /-----BEGIN ENCRYPTED PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/g;

/**
 * How often the password of an encrypted private key is hashed to make a key of it, which takes time in proportion: the largest number
 * among the parameters of its algorithm, of PBKDF2 (RFC 8018, appendix A.2) or older ones. Infinity where that cannot be read, which
 * OpenSSL may read differently. 0 where no key is encrypted, or in the old form of PEM, which hashes once.
 */
export function keyIterations(pem: Uint8Array): number {
  const text = Buffer.from(pem).toString("latin1");
  const keys = [...text.matchAll(WHOLE)].map(([, base64 = ""]) => Buffer.from(base64, "base64"));
  if (keys.length < [...text.matchAll(BEGIN)].length) return Infinity;
  return keys.reduce((most, key) => Math.max(most, iterationsOf(key)), 0);
}

/** EncryptedPrivateKeyInfo begins with its algorithm: RFC 5208 §6. */
function iterationsOf(key: Uint8Array): number {
  const [info] = elementsOf(key) ?? [];
  const [algorithm] = (info?.tag === SEQUENCE ? elementsOf(info.content) : undefined) ?? [];
  const largest = algorithm === undefined ? 0 : largestInteger(algorithm);
  return largest === 0 ? Infinity : largest;
}

/** Sequences within each other: PBES2 with PBKDF2 has four. */
const MAX_DEPTH = 8;

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

function largestInteger({ tag, content }: Element, depth = 0): number {
  if (tag === INTEGER) return content.reduce((value, byte) => value * 256 + byte, 0);
  if (tag !== SEQUENCE) return 0;
  const elements = depth < MAX_DEPTH ? elementsOf(content) : undefined;
  if (elements === undefined) return Infinity;
  return elements.reduce((most, element) => Math.max(most, largestInteger(element, depth + 1)), 0);
}

/** The elements one behind the other; undefined where one is not whole, or does not say how long it is: X.690 §8.1. */
function elementsOf(bytes: Uint8Array): Element[] | undefined {
  const elements: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [tag = 0, first = 0x80] = bytes.subarray(at, at + 2);
    if (first === 0x80) return undefined;
    const lengthBytes = first < 0x80 ? 0 : first - 0x80;
    const start = at + 2 + lengthBytes;
    const length =
      lengthBytes === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
    if (start + length > bytes.length) return undefined;
    elements.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}
