import { badParams, readBody, routes } from "@sockpit/protocol";
import { formatScenario, parseScenario, Scenario } from "@sockpit/protocol/scenario";
import type { Request, Response } from "express";
import { decodeBody } from "../../between/decode-body.js";
import type { RequestLimits } from "../entry/request-limits.js";

/** Bytes of a body. Reading a text of this length takes some tens of milliseconds of the front door's thread. */
const SCENARIO_BODY_BYTES = 64 * 1024;

/** `POST /api/scenarios/check`. */
export function checkScenario({ requestLimits }: { requestLimits: RequestLimits }) {
  return async (request: Request, response: Response): Promise<void> => {
    const visitor = requestLimits.visitorOf(request);
    requestLimits.admit(request, response, visitor);
    const limit = { source: visitor, limitBytes: SCENARIO_BODY_BYTES };
    const { bytes } = await requestLimits.receiveBody(request, response, limit);
    const { scenario: given, file } = readBody(routes.checkScenario, decodeBody(bytes));
    const text = typeof given === "string" ? given : formatScenario(readJson(given));
    const { problems, scenario } = parseScenario(text, file);
    const formatted = scenario === undefined ? undefined : formatScenario(scenario);
    response.json({ problems, scenario, text: formatted ?? (typeof given === "string" ? undefined : text) });
  };
}

/** `bad_params`, which names the field. */
function readJson(given: object): Scenario {
  const parsed = Scenario.safeParse(given);
  if (!parsed.success) throw badParams(parsed.error, "scenario");
  return parsed.data;
}
