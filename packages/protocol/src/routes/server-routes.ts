import { z } from "zod";
import { Health, Ready } from "../rest.js";
import { describeRoute } from "./describe-route.js";

export const health = describeRoute({
  method: "GET",
  path: "/healthz",
  tag: "server",
  summary: "Whether labs answer, and which network they have.",
  description: "Asks the lab hosts. Use it to restart a server that has failed.",
  access: "anyone",
  answeredBy: "frontDoor",
  answer: {
    status: 200,
    description: "At least one lab host answers.",
    media: { json: Health },
    others: { 503: "No lab host answers." },
  },
  duration: "short",
  errors: [],
  example: {
    answer: {
      status: "ok",
      version: "0.1.0",
      network: "isolated",
      isolation: { available: true, userNamespace: true, networkNamespace: true, capture: true },
    },
  },
});

export const ready = describeRoute({
  method: "GET",
  path: "/readyz",
  tag: "server",
  summary: "Whether a lab can be created now.",
  description: "Fails with the error that creating one would give. Use it to send visitors elsewhere.",
  access: "anyone",
  answeredBy: "frontDoor",
  answer: { status: 200, description: "A lab can be created.", media: { json: Ready } },
  duration: "short",
  errors: ["too_many_labs", "lab_host_starting"],
  example: { answer: { status: "ready" } },
});

export const openApi = describeRoute({
  method: "GET",
  path: "/api/openapi.json",
  tag: "server",
  summary: "This document: OpenAPI 3.1.",
  description: "For generators of clients, and other tools. `/docs` is the same for people.",
  access: "visitor",
  answeredBy: "frontDoor",
  answer: {
    status: 200,
    description: "The document.",
    media: { json: z.record(z.string(), z.unknown()) },
  },
  duration: "short",
  isCompressed: true,
  errors: [],
  example: { answer: { openapi: "3.1.0" } },
});
