import koffi, { type LibraryHandle } from "koffi";

/**
 * Where OpenSSL is: in Node's own process, which exports it to addons (https://nodejs.org/api/addons.html, "Linking to libraries
 * included with Node.js"); where a distribution's Node links it as a shared library, in that.
 */
const candidates: readonly (readonly [ssl: string | null, crypto: string | null])[] = [
  [null, null],
  ["libssl.so.3", "libcrypto.so.3"],
];

function loadOpenSsl(): { ssl: LibraryHandle; crypto: LibraryHandle } {
  let reason: unknown;
  for (const [sslName, cryptoName] of candidates) {
    try {
      const ssl = koffi.load(sslName);
      ssl.func("SSL_get1_peer_certificate", "void *", ["void *"]);
      return { ssl, crypto: koffi.load(cryptoName) };
    } catch (error) {
      reason = error;
    }
  }
  throw new Error("@sockpit/tls needs a Node.js that exports OpenSSL 3", { cause: reason });
}

const libraries = loadOpenSsl();

/**
 * Types in C's declarations. `pointer`: to an object of OpenSSL's, 0n for NULL. `bytes`: memory of ours that the call reads or
 * writes, and does not keep. `text`: a string that the call reads, or that OpenSSL keeps.
 */
const types = {
  none: "void",
  int: "int",
  long: "long",
  ulong: "unsigned long",
  uint64: "uint64_t",
  size: "size_t",
  pointer: "void *",
  bytes: "void *",
  text: "const char *",
} as const;
type TypeName = keyof typeof types;

/** An object of OpenSSL's, which is freed by hand. */
export type Pointer = bigint & { readonly __pointer?: never };

interface Values {
  none: undefined;
  int: number;
  long: number;
  ulong: number | bigint;
  uint64: number | bigint;
  size: number;
  pointer: Pointer;
  bytes: Uint8Array | null;
  text: string | null;
}
type Given<A extends readonly TypeName[]> = { [I in keyof A]: A[I] extends TypeName ? Values[A[I]] : never };

/**
 * A function of OpenSSL's. SAFETY: the declarations in this folder are those of OpenSSL 3.0's headers, which all of version 3 keep;
 * whoever calls passes pointers that are not freed yet, and lengths that fit the buffers beside them.
 */
export function openSslFunction<R extends TypeName, const A extends readonly TypeName[]>(
  result: R,
  name: string,
  parameters: A,
): (...given: Given<A>) => Values[R] {
  const library = name.startsWith("SSL") || name.startsWith("TLS") ? libraries.ssl : libraries.crypto;
  const declared = library.func(
    name,
    types[result],
    parameters.map((parameter) => types[parameter]),
  );
  // koffi gives null for a NULL pointer.
  if (result === "pointer") return ((...given: unknown[]) => declared(...given) ?? NULL) as never;
  return declared as never;
}

export const NULL: Pointer = 0n;

/** Throws where OpenSSL had no memory: the only reason for which the functions that it is used for fail. */
export function made(pointer: Pointer): Pointer {
  if (pointer === NULL) throw new Error("OpenSSL has no memory for another object");
  return pointer;
}
