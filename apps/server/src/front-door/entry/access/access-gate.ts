import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { codedFailure } from "@sockpit/protocol";
import type { Visitor } from "../visitor.js";
import { Attempts } from "./attempts.js";

export const ACCESS_COOKIE = "sockpit-access";
const ACCESS_HEADER = "x-sockpit-access";

/** How long a browser is not asked again. */
const COOKIE_SECONDS = 30 * 24 * 60 * 60;

const labPath = /^\/api\/labs\/([a-z0-9]+)(?:[/?]|$)/;

/** Admits visitors who know the server's access code, if it has one: by a cookie, or by a header for scripts. */
export class AccessGate {
  readonly #codeHash: Buffer | undefined;
  /** What the cookie holds: nobody can compute it, or the code from it, without the other. */
  readonly #proof: string;
  readonly #attempts = new Attempts();
  /** Labs of the server's own processes, which know no code: their tokens open them. */
  readonly ownLabs = new Set<string>();

  constructor(code: string | undefined) {
    this.#codeHash = code === undefined ? undefined : hash(code);
    this.#proof = createHmac("sha256", code ?? "")
      .update(ACCESS_COOKIE)
      .digest("base64url");
  }

  /** Whether there is a code to ask for. */
  get isClosed(): boolean {
    return this.#codeHash !== undefined;
  }

  /** `access_denied`, or `over_budget` after too many wrong codes. */
  check(request: IncomingMessage, visitor: Visitor): void {
    if (this.#codeHash === undefined || this.#hasCookie(request) || this.#isOfOwnLab(request)) return;
    const given = request.headers[ACCESS_HEADER];
    if (given === undefined) {
      const message =
        "This server asks for its access code: open its page, or send it in the header X-Sockpit-Access.";
      throw codedFailure("access_denied", message, { field: "X-Sockpit-Access" });
    }
    if (!this.tryCode(String(given), visitor)) throw wrongCode();
  }

  /** Whether it is the code. `over_budget` after too many that were not. */
  tryCode(code: string, visitor: Visitor): boolean {
    this.#attempts.check(visitor);
    const isRight = this.#codeHash !== undefined && timingSafeEqual(hash(code), this.#codeHash);
    if (!isRight) this.#attempts.failed(visitor);
    return isRight;
  }

  /** For who has given the code: RFC 6265bis. Scripts cannot read it, and other sites' requests do not carry it. */
  cookie({ isSecure }: { isSecure: boolean }): string {
    const secure = isSecure ? "; Secure" : "";
    return `${ACCESS_COOKIE}=${this.#proof}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Strict${secure}`;
  }

  #isOfOwnLab({ url = "" }: IncomingMessage): boolean {
    const lab = labPath.exec(url)?.[1];
    return lab !== undefined && this.ownLabs.has(lab);
  }

  #hasCookie({ headers }: IncomingMessage): boolean {
    const cookies = (headers.cookie ?? "").split(";").map((part) => part.trim());
    const given = cookies
      .find((part) => part.startsWith(`${ACCESS_COOKIE}=`))
      ?.slice(ACCESS_COOKIE.length + 1);
    return given !== undefined && timingSafeEqual(hash(given), hash(this.#proof));
  }
}

function wrongCode(): Error {
  return codedFailure("access_denied", "This is not the server's access code.", {
    field: "X-Sockpit-Access",
  });
}

/** Of one length, as `timingSafeEqual` needs. */
function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
