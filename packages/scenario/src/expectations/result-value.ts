import { bytesFromBase64, type CommandName, type TracedData, type TracedResult } from "@sockpit/protocol";
import { Constant, type RuntimeValue } from "../steps/runtime-value.js";

const encoder = new TextEncoder();

/** The bytes that the trace keeps of data: their beginning, where there were more than 1,024. */
export function keptBytes({ text, base64 }: TracedData): Uint8Array {
  if (text !== undefined) return encoder.encode(text);
  return base64 === undefined ? new Uint8Array() : bytesFromBase64(base64);
}

/** What a call returned, as Python gives it. Descriptors are numbers. */
export function resultValue(command: CommandName, result: TracedResult | undefined): RuntimeValue {
  const { fd, fds, address, data, bytes, value, errno, name } = (result ?? {}) as Partial<Fields>;
  const where = address === undefined ? undefined : addressValue(address);
  if (command === "accept") return [fd ?? null, where ?? null];
  if (command === "recvfrom") return [data === undefined ? null : keptBytes(data), where ?? null];
  if (command === "connect_ex") return name === undefined ? (errno ?? null) : new Constant([name]);
  if (data !== undefined) return keptBytes(data);
  return where ?? fds ?? fd ?? bytes ?? value ?? null;
}

interface Fields {
  fd: number;
  fds: number[];
  address: Record<string, string | number> | null;
  data: TracedData;
  bytes: number;
  value: number;
  errno: number;
  name: string;
}

function addressValue(address: Record<string, string | number> | null): RuntimeValue {
  if (address === null) return null;
  const { path, abstract, host, port } = address;
  if (path !== undefined) return path;
  return abstract === undefined ? [host ?? null, port ?? null] : `\0${abstract}`;
}
