import {
  badParams,
  CallFailure,
  CommandMessage,
  ControlMessage,
  codedFailure,
  commandNames,
  commands,
  controls,
  decodeRequest,
  isCommandName,
  isControlName,
  limits,
  type MessageEncoding,
} from "@sockpit/protocol";
import type { Random } from "@sockpit/testing";
import { z } from "zod";
import { breakOne } from "./broken-value.js";
import { type JsonSchema, validValue } from "./valid-value.js";
import { toWire } from "./wire.js";

export interface FuzzedRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: MessageEncoding;
}

/** What a server must say of a request: `bad_message`, `bad_params` …, or nothing, where it is valid. */
export type Refusal = { readonly code: string; readonly field: string | undefined } | undefined;

const schemas: readonly { head: object; params: JsonSchema }[] = [
  ...commandNames.map((command) => ({ head: { command }, params: jsonSchemaOf(commands[command].params) })),
  ...Object.entries(controls).map(([control, { params }]) => ({
    head: { control },
    params: jsonSchemaOf(params),
  })),
];

/** A request that some schema allows, with most of the time one place of it broken, in either form. */
export function fuzzedRequest(random: Random, id: number): FuzzedRequest {
  const { head, params } = random.pick(schemas);
  const message = {
    id,
    ...head,
    params: validValue(params, random),
    ...("command" in head ? { pid: 1 } : {}),
    ...("command" in head && random.chance(0.2) ? { source: { file: "a.py", line: 3, thread: "t" } } : {}),
  };
  if (random.chance(0.9)) breakOne(message, random);
  const encoding = random.pick<MessageEncoding>(["json", "binary"]);
  const bytes = toWire(message, encoding);
  return random.chance(0.1) ? { bytes: damaged(bytes, random), encoding } : { bytes, encoding };
}

/** The JSON body of a REST call, or what should have been one. */
export function fuzzedBody(schema: JsonSchema, random: Random): Uint8Array<ArrayBuffer> {
  const body = { body: validValue(schema, random) };
  if (random.chance(0.9)) breakOne(body, random);
  const bytes = toWire(body.body ?? null, "json");
  return random.chance(0.1) ? damaged(bytes, random) : bytes;
}

/** What these very schemas say of a request. What a valid one answers is the kernel's to say. */
export function expectedRefusal({ bytes, encoding }: FuzzedRequest): Refusal {
  try {
    if (bytes.length > limits.messageBytes) throw codedFailure("message_too_large", "");
    const message = decodeRequest(bytes, encoding);
    const isControl = typeof message === "object" && message !== null && "control" in message;
    const request = isControl ? parsed(ControlMessage, message, "") : parsed(CommandMessage, message, "");
    if ("control" in request) {
      if (!isControlName(request.control)) throw codedFailure("unknown_command", "", { field: "control" });
      parsed(controls[request.control].params, request.params ?? {}, "params");
      return undefined;
    }
    if (!isCommandName(request.command)) throw codedFailure("unknown_command", "", { field: "command" });
    if (request.pid !== 1) throw codedFailure("no_such_process", "", { field: "pid" });
    parsed(commands[request.command].params, request.params ?? {}, "params");
    return undefined;
  } catch (error) {
    if (!(error instanceof CallFailure) || !("code" in error.error)) throw error;
    return { code: error.error.code, field: error.error.field };
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown, prefix: string): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw badParams(result.error, prefix);
  return result.data;
}

/** Cut short, with bytes changed, or with bytes behind its end. */
function damaged(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const kind = random.below(3);
  if (kind === 0) return bytes.slice(0, random.below(bytes.length));
  const copy = new Uint8Array(bytes.length + (kind === 1 ? 1 : 0));
  copy.set(bytes);
  for (let changes = random.below(4); kind === 2 && changes >= 0; changes -= 1) {
    // ASCII only: text frames that are not UTF-8 end the connection (RFC 6455 §8.1).
    copy[random.below(copy.length)] = random.below(0x80);
  }
  return copy;
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
}
