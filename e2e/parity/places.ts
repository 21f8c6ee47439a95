import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { launchFirefox } from "../firefox/cockpit-in-firefox.js";
import config from "../playwright.config.js";
import type { RunHere } from "./comparison.js";
import { parityPath } from "./folder.js";
import { runInNode } from "./node-python.js";
import { type Comparison, isSame } from "./outcome.js";
import { openFirefoxPage, openPage, runInFirefoxPage, runInPage } from "./page-python.js";

/** How the programs are run: in Chromium as it is, and as without JSPI; in Firefox; in this Node. */
export const engines = ["jspi", "atomics", "firefox", "node"] as const;
export type EngineName = (typeof engines)[number];

/** Where programs run, one after the other: a page, or this Node. */
export interface Place {
  run: RunHere;
  close(): Promise<void>;
}

/** Opens pages of one browser, or starts interpreters in this Node. */
export interface Places {
  /** "Chromium 150", "Node 24": a column of docs/reference/where-python-works.md. */
  name: string;
  /** "Chromium 150.0.7871.124" */
  version: string;
  open(): Promise<Place>;
  close(): Promise<void>;
}

/** Starts what an engine needs; the programs run in labs of the server at `url`. */
export function openPlaces(engine: EngineName, url: string): Promise<Places> {
  if (engine === "node") return Promise.resolve(placesInNode(url));
  return engine === "firefox" ? placesInFirefox(url) : placesInChromium(url, engine === "atomics");
}

function placesInNode(url: string): Places {
  return {
    name: `Node ${majorOf(process.versions.node)}`,
    version: `Node ${process.versions.node}`,
    open: async () => ({ run: (program) => runInNode(url, program), close: async () => undefined }),
    close: async () => undefined,
  };
}

async function placesInFirefox(url: string): Promise<Places> {
  const browser = await launchFirefox();
  const version = await browser.version();
  return {
    name: `Firefox ${majorOf(version)}`,
    version: version.replace("/", " "),
    open: async () => {
      const page = await browser.newPage();
      await openFirefoxPage(page, url);
      return { run: (program) => runInFirefoxPage(page, program), close: () => page.close() };
    },
    close: () => browser.close(),
  };
}

async function placesInChromium(url: string, isBlocking: boolean): Promise<Places> {
  const browser = await chromium.launch(config.use?.launchOptions);
  return {
    name: `Chromium ${majorOf(browser.version())}${isBlocking ? " without JSPI" : ""}`,
    version: `Chromium ${browser.version()}`,
    open: async () => {
      const page = await browser.newPage();
      await openPage(page, url, { isBlocking });
      return { run: (program) => runInPage(page, program), close: () => page.close() };
    },
    close: () => browser.close(),
  };
}

function majorOf(version: string): string {
  return /\d+/.exec(version)?.[0] ?? version;
}

/** What a program did in a place: as under python3, refused where it needs threads, or something else. */
export type Verdict = z.infer<typeof Verdict>;
const Verdict = z.enum(["same", "refused", "different"]);

/** Why a program that starts threads is refused where there are none. */
const REFUSAL = /can't start new thread: .*JSPI.*/;

export function verdictOf(comparison: Comparison): Verdict {
  if (isSame(comparison)) return "same";
  return refusalOf(comparison) === undefined ? "different" : "refused";
}

function refusalOf({ actual }: Comparison): string | undefined {
  const outcome = actual.find(({ stdout, stderr }) => REFUSAL.test(stdout + stderr));
  return outcome === undefined ? undefined : REFUSAL.exec(outcome.stdout + outcome.stderr)?.[0];
}

const RecordedPlace = z.strictObject({
  /** "2026-11-26" */
  date: z.string(),
  /** Abbreviated, with a `+` where the sources differed from it. */
  commit: z.string(),
  /** What was printed where threads were refused. */
  refusal: z.string().nullable(),
  /** By the program's id. */
  verdicts: z.record(z.string(), Verdict),
});
export type RecordedPlace = z.infer<typeof RecordedPlace>;

/** By the place's name. */
const RecordedPlaces = z.record(z.string(), RecordedPlace);

const file = parityPath("recorded-places.json");

export function readPlaces(): z.infer<typeof RecordedPlaces> {
  return existsSync(file) ? RecordedPlaces.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
}

/** Records what programs did in a place; those that were not run keep their verdict. */
export function recordPlace(
  name: string,
  comparisons: readonly (readonly [id: string, Comparison | undefined])[],
  { date, commit }: Pick<RecordedPlace, "date" | "commit">,
): void {
  const places = readPlaces();
  const before = places[name];
  const ended = comparisons.flatMap(([, comparison]) => (comparison === undefined ? [] : [comparison]));
  const fresh = comparisons.map(([id, comparison]) => [
    id,
    comparison === undefined ? "different" : verdictOf(comparison),
  ]);
  places[name] = {
    date,
    commit,
    refusal: ended.map(refusalOf).find((text) => text !== undefined) ?? before?.refusal ?? null,
    verdicts: { ...before?.verdicts, ...Object.fromEntries(fresh) },
  };
  const sorted = Object.entries(places).sort(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
