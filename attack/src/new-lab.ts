import type { CreateLabOptions, LabKey } from "@sockpit/client";

/** The key in the answer to `POST /api/labs`, read no closer, so that older servers can be attacked too. */
export function keyOf(answer: string): LabKey {
  const { lab, token } = JSON.parse(answer) as { lab: { id: string }; token: string };
  return { lab: lab.id, token };
}

/** Makes a lab. Rejects where the server gives none in time. */
export async function newLab(
  baseUrl: string,
  timeoutMs: number,
  body: CreateLabOptions = {},
): Promise<LabKey> {
  const response = await fetch(`${baseUrl}/api/labs`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`no lab: ${response.status} ${text.slice(0, 80)}`);
  return keyOf(text);
}
