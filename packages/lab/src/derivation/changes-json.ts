import type { SocketChange } from "@sockpit/protocol";

/** The changes as the last field of an event's line. There are many, and nothing in them needs escaping; tests parse each. */
export function changesField(changes: readonly SocketChange[]): string {
  let json = ',"changes":[';
  for (let index = 0; index < changes.length; index += 1) {
    const change = changes[index];
    if (change === undefined) continue;
    json += index === 0 ? changeJson(change) : `,${changeJson(change)}`;
  }
  return `${json}]`;
}

function changeJson(change: SocketChange): string {
  const { socket, state, receiveQueueBytes, sendQueueBytes, synQueueLength, acceptQueueLength } = change;
  let json = `{"socket":"${socket}"`;
  if (state !== undefined) json += `,"state":"${state}","before":${textJson(change.before)}`;
  if (receiveQueueBytes !== undefined) json += `,"receiveQueueBytes":${receiveQueueBytes}`;
  if (sendQueueBytes !== undefined) json += `,"sendQueueBytes":${sendQueueBytes}`;
  if (change.listener !== undefined) json += `,"listener":${textJson(change.listener)}`;
  if (change.queue !== undefined) json += `,"queue":${textJson(change.queue)}`;
  if (synQueueLength !== undefined) json += `,"synQueueLength":${synQueueLength}`;
  if (acceptQueueLength !== undefined) json += `,"acceptQueueLength":${acceptQueueLength}`;
  if (change.holder === null) json += ',"holder":null';
  return change.isGone === true ? `${json},"isGone":true}` : `${json}}`;
}

function textJson(text: string | null | undefined): string {
  return text == null ? "null" : `"${text}"`;
}
