import { bytesFromBase64, limits } from "@sockpit/protocol";
import type { ScenarioProblem } from "@sockpit/protocol/scenario";

/** Why a scenario could not be opened. `problems`: its text has mistakes. */
export type Refused =
  | {
      readonly kind: "mistakes";
      readonly file: string;
      readonly text: string;
      readonly problems: readonly ScenarioProblem[];
    }
  | {
      readonly kind: "tooLarge" | "noText" | "unreachable" | "notAllowed" | "noSuchScenario" | "notHttp";
      readonly file: string;
      readonly detail?: string;
    };

/** A text, with the name of its file. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

const isRefused = (found: NamedText | Refused): found is Refused => "kind" in found;

export { isRefused };

/** Reads a file of the person's computer. */
export async function readFileText(
  file: Pick<File, "name" | "size" | "arrayBuffer">,
): Promise<NamedText | Refused> {
  if (file.size > limits.scenarioBytes) return { kind: "tooLarge", file: file.name };
  return decoded(file.name, new Uint8Array(await file.arrayBuffer()));
}

/** How long a server may take to send a scenario. */
const FETCH_MS = 20_000;

/** Fetches a scenario from a URL of this server, or of another that allows it (CORS). */
export async function fetchText(address: string, base: string): Promise<NamedText | Refused> {
  const url = URL.parse(address, base);
  if (url === null || !/^https?:$/.test(url.protocol)) return { kind: "notHttp", file: address };
  const file = decodeURIComponent(url.pathname.split("/").at(-1) || "scenario");
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS), credentials: "omit" });
    if (!response.ok) return { kind: "unreachable", file: url.href, detail: String(response.status) };
    const bytes = await boundedBytes(response);
    return bytes === undefined ? { kind: "tooLarge", file } : decoded(file, bytes);
  } catch {
    // A browser does not say whether the server is away or does not allow it.
    return { kind: url.origin === new URL(base).origin ? "unreachable" : "notAllowed", file: url.href };
  }
}

/** Reads a text that a link has, deflated and in base64url. */
export async function unpackText(packed: string, file: string): Promise<NamedText | Refused> {
  try {
    const deflated = bytesFromBase64(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const bytes = await boundedBytes(new Response(stream));
    return bytes === undefined ? { kind: "tooLarge", file } : decoded(file, bytes);
  } catch {
    return { kind: "noText", file };
  }
}

/** The body, or undefined as soon as it is larger than a scenario may be. */
async function boundedBytes(response: Response): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) break;
    bytes += piece.value.length;
    if (bytes > limits.scenarioBytes) {
      await reader?.cancel();
      return undefined;
    }
    pieces.push(piece.value);
  }
  return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
}

function decoded(file: string, bytes: Uint8Array): NamedText | Refused {
  try {
    return { file, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { kind: "noText", file };
  }
}
