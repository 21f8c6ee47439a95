import { z } from "zod";
import { limits } from "../../limits.js";

const Bytes = z
  .strictObject({ bytes: z.base64().max(limits.scenarioBytes).describe("Base64: RFC 4648 §4.") })
  .describe('`b"…"`');
const Hex = z
  .strictObject({
    hex: z
      .string()
      .max(limits.scenarioBytes)
      .regex(/^(?:[0-9a-fA-F]{2}\s*)*$/, "must be pairs of hexadecimal digits"),
  })
  .describe('`hex("16 03 01")`');
const FileContents = z
  .strictObject({ file: z.string().min(1).max(limits.fileNameLength) })
  .describe('`file("…")`: the bytes of a data file.');
const Named = z
  .strictObject({ name: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "must be the name of a constant") })
  .describe("`SO_REUSEADDR`: a constant of the socket module.");

const Repeated = z
  .strictObject({
    repeat: z.union([z.string().max(limits.scenarioBytes), Bytes, Hex]),
    times: z.int().min(0).max(limits.dataBytes),
  })
  .describe('`b"x" * 65536`');

/**
 * A value as scenarios write it, and JSON: text, numbers, True, False and None as they are, all else as an object that
 * names its kind. A pattern is one too, in which `any`, `parts` and `not` may stand.
 */
export type Value =
  | string
  | number
  | boolean
  | null
  | z.infer<typeof Bytes>
  | z.infer<typeof Hex>
  | z.infer<typeof FileContents>
  | z.infer<typeof Named>
  | z.infer<typeof Repeated>
  | { tuple: Value[] }
  | { list: Value[] }
  | { any: true }
  | { parts: Value[] }
  | { not: Value };

const items = () => z.array(Value).max(limits.scenarioListLength);

export const Value: z.ZodType<Value> = z
  .lazy(() =>
    z.union([
      z.string().max(limits.scenarioBytes),
      z.number(),
      z.boolean(),
      z.null(),
      Bytes,
      Hex,
      FileContents,
      Named,
      Repeated,
      z.strictObject({ tuple: items() }).describe("`(a, b)`"),
      z.strictObject({ list: items() }).describe("`[a, b]`"),
      z.strictObject({ any: z.literal(true) }).describe("`...`: anything."),
      z
        .strictObject({ parts: items().min(2) })
        .describe(
          '`b"HTTP/1.1 " ...`: text or bytes that follow one another, with `...` for any between them.',
        ),
      z.strictObject({ not: Value }).describe("`!`: anything else."),
    ]),
  )
  .meta({ id: "Value" });
