import { createModelContext } from "./model-context.js";
import type { Ticker } from "./ticker.js";

export const [TickerContext, useTicker] = createModelContext<Ticker>("TickerContext");
