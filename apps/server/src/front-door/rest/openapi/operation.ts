import { schemaRef } from "./components.js";

type Media = Record<string, object>;

export interface Shape {
  /** The name of the body's schema. */
  body?: string;
  isBodyOptional?: boolean;
  /** What a success answers: of JSON the name of its schema, else each media type. */
  answer?: string | Media;
  status?: 200 | 201 | 204;
  description?: string;
  /** Other answers that are no errors of the usual form. */
  others?: Record<string, object>;
  /** Needs no token. */
  isOpen?: boolean;
}

/** An OpenAPI operation object. */
export function operation(
  tag: string,
  [operationId, summary]: readonly [string, string],
  shape: Shape,
): object {
  const { status = 200, body, description } = shape;
  const location = { Location: { description: "Where the lab is.", schema: { type: "string" } } };
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(shape.isOpen === true ? { security: [] } : {}),
    ...(body === undefined
      ? {}
      : { requestBody: { required: shape.isBodyOptional !== true, content: mediaOf(body) } }),
    responses: {
      [status]: {
        description: "Done",
        ...(operationId === "createLab" ? { headers: location } : {}),
        ...(shape.answer === undefined ? {} : { content: mediaOf(shape.answer) }),
      },
      ...shape.others,
      "4XX": { $ref: "#/components/responses/Error" },
      "5XX": { $ref: "#/components/responses/Error" },
    },
  };
}

/** A name of a schema stands for JSON. */
export function mediaOf(answer: string | Media): Media {
  return typeof answer === "string" ? { "application/json": { schema: schemaRef(answer) } } : answer;
}

/** Of text that holds JSON: JSON Schema, "A Vocabulary for the Contents of String-Encoded Data". */
export function textOfJson(description: string, name: string): object {
  return {
    schema: {
      type: "string",
      description,
      contentMediaType: "application/json",
      contentSchema: schemaRef(name),
    },
  };
}
