import { type CertificateFault, type CertificateForm, formOf, readForm } from "./certificate-form.js";
import type { MadeCertificate } from "./make-certificate.js";

interface Options {
  /** A file's text; undefined where there is none. */
  textOf(path: string): string | undefined;
  /** False where the files have no room for it, which they report. */
  add(path: string, text: string): boolean;
}

export type CertificateOutcome =
  | { kind: "made"; files: readonly string[] }
  | { kind: "fault"; fault: CertificateFault }
  /** `insecure`: the browser has no cryptography for pages that come over plain HTTP. */
  | { kind: "insecure" | "otherAuthority" | "notKept" };

/** Makes certificates among the files of the project: keys and signatures are the browser's own (Web Cryptography). */
export class CertificatesModel {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async make(form: CertificateForm): Promise<CertificateOutcome> {
    const request = readForm(form);
    if ("field" in request) return { kind: "fault", fault: request };
    // Types say that it is always there.
    const { subtle }: { subtle: SubtleCrypto | undefined } = globalThis.crypto;
    if (subtle === undefined) return { kind: "insecure" };
    const { AUTHORITY_FILE, AUTHORITY_KEY_FILE, makeCertificateFiles } = await import(
      "./make-certificate.js"
    );
    const { textOf, add } = this.#options;
    const kept = { certificate: textOf(AUTHORITY_FILE), key: textOf(AUTHORITY_KEY_FILE) };
    const made: MadeCertificate = await makeCertificateFiles(request, kept);
    if ("fault" in made) return { kind: made.fault };
    const isKept = made.files.every(({ path, text }) => add(path, text));
    return isKept ? { kind: "made", files: made.files.map(({ path }) => path) } : { kind: "notKept" };
  }

  /** The files that a program made from a template loads, unless the project has them. */
  async makeUsual(): Promise<void> {
    const form = formOf("valid", new Date());
    if (this.#options.textOf(`${form.file}.pem`) === undefined) await this.make(form);
  }
}
