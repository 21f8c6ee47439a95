import {
  type CommandName,
  decodeJson,
  encodeBinary,
  encodeJson,
  type ReplyMessage,
  type SourceLine,
} from "@sockpit/protocol";

export interface RawCall {
  /** A JSON object. */
  paramsJson: string;
  /** The param of that name, where the command has one: the call and its reply are MessagePack then. */
  data?: Uint8Array | undefined;
  /** The reply is to hold bytes as bytes: MessagePack too. */
  givesData?: boolean;
  source?: SourceLine | undefined;
}

/** The text of a JSON reply, or a decoded MessagePack one. */
export type RawReply = string | ReplyMessage;

export interface RawCallUnderWay {
  /** Rejects where the connection ends first. */
  reply: Promise<RawReply>;
  /** Interrupts it: it fails with EINTR. */
  cancel(): void;
}

export function encodeRawCall(
  id: number,
  command: CommandName,
  pid: number,
  call: RawCall,
): string | Uint8Array<ArrayBuffer> {
  const { paramsJson, data, givesData = false, source } = call;
  if (data === undefined && !givesData) {
    const from = source === undefined ? "" : `,"source":${encodeJson(source)}`;
    return `{"id":${id},"command":"${command}","pid":${pid},"params":${paramsJson}${from}}`;
  }
  const params = decodeJson(paramsJson) as Record<string, unknown>;
  if (data !== undefined) params["data"] = data;
  return encodeBinary(
    source === undefined ? { id, command, pid, params } : { id, command, pid, params, source },
  );
}

const ID = '{"id":';

/** The id of a JSON reply as servers write them. NaN of anything else: then the text must be parsed. */
export function repliedId(text: string): number {
  return text.startsWith(ID) ? Number.parseInt(text.slice(ID.length, ID.length + 16), 10) : Number.NaN;
}
