import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { TlsContext } from "./context.js";
import { keyIterations } from "./key-iterations.js";

const PASSWORD = "secret";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const encrypted = privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: PASSWORD })
  .toString();

/** The same key, said to be hashed as often as two bytes can say: nobody's password opens it. */
function hashedMoreOften(pem: string): string {
  const [head = "", ...lines] = pem.trim().split("\n");
  const foot = lines.pop();
  const der = Buffer.from(lines.join(""), "base64");
  // INTEGER of two bytes, 2,048: what OpenSSL takes by itself.
  const at = der.indexOf(Buffer.from([0x02, 0x02, 0x08, 0x00]));
  der.writeUInt16BE(0x7fff, at + 2);
  return [head, der.toString("base64").replace(/.{64}/g, "$&\n").trim(), foot, ""].join("\n");
}

it("finds how often a key's password is hashed", () => {
  expect(keyIterations(Buffer.from(encrypted))).toBe(2048);
  expect(keyIterations(Buffer.from(hashedMoreOften(encrypted)))).toBe(0x7fff);
  expect(keyIterations(Buffer.from(`${encrypted}${hashedMoreOften(encrypted)}`))).toBe(0x7fff);
  expect(keyIterations(Buffer.from(""))).toBe(0);
  expect(keyIterations(Buffer.from(privateKey.export({ type: "pkcs8", format: "pem" })))).toBe(0);
});

const pemOf = (inside: string) =>
  `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${inside}\n-----END ENCRYPTED PRIVATE KEY-----\n`;

/** A sequence within a sequence, so many times: each has its length in four bytes. */
function nested(times: number): Buffer {
  const der = Buffer.alloc(6 * times);
  for (let at = 0; at < der.length; at += 6) {
    der.writeUInt16BE(0x3084, at);
    der.writeUInt32BE(der.length - at - 6, at + 2);
  }
  return der;
}

it.each([
  ["no DER", pemOf("AAAA")],
  ["a length that does not fit", pemOf("MIT/////")],
  ["an element without a length", pemOf("MIAwgAIBAQAAAAA=")],
  ["a header before the key", pemOf(`Name: value\n\n${encrypted.split("\n").slice(1, -2).join("\n")}`)],
  ["sequences within sequences", pemOf(nested(30_000).toString("base64"))],
  ["a part", encrypted.slice(0, 90)],
  ["a second one that is cut off", `${encrypted}${encrypted.slice(0, 90)}`],
])("takes %s for one that is hashed without end", (_, pem) => {
  expect(keyIterations(Buffer.from(pem))).toBe(Infinity);
});

it("refuses a key whose password would be hashed more often than the bound, before it is", () => {
  const context = new TlsContext("server", { maxKeyBits: 4096, maxKeyIterations: 10_000, maxTrusted: 1 });
  try {
    expect(() => context.usePrivateKey(Buffer.from(hashedMoreOften(encrypted)), PASSWORD)).toThrow(
      "hashed at most 10000 times here; this one asks for 32767",
    );
    // Read and decrypted: it lacks its certificate only.
    expect(() => context.usePrivateKey(Buffer.from(encrypted), PASSWORD)).toThrow("no certificate assigned");
  } finally {
    context.free();
  }
});
