import { limits } from "../../limits.js";
import { SocketState } from "../../values/socket.js";
import { readPattern } from "../notation/constant.js";
import { type Cursor, NotationError } from "../notation/cursor.js";
import { exceptionNames } from "../notation/names.js";
import { readProgramName } from "../notation/read-names.js";
import { readDuration, readInteger } from "../notation/read-number.js";
import { didYouMean } from "../notation/suggest.js";
import { comparisons, type Expectation, type Observation, type PacketPattern } from "../scenario.js";
import { readMoment } from "../steps/read-moment.js";
import { readHint } from "./read-hint.js";
import { readPacket, readSocket, seesPacket } from "./read-packet.js";

const readers = { packets, state, output, stderr, exit, raises, result, queue } satisfies Record<
  Observation["kind"],
  (cursor: Cursor) => Observation
>;
type Kind = keyof typeof readers;
const kinds = Object.keys(readers);
const isKind = (word: string): word is Kind => Object.hasOwn(readers, word);
const queues = ["accept", "SYN", "receive", "send"] as const;

/** Reads one expectation: what was observed, or must never be. */
export function readExpectation(cursor: Cursor): Expectation {
  const read = cursor.eatWord("never")
    ? { kind: "never" as const, observation: readObservation(cursor, true) }
    : readObservation(cursor);
  return { ...read, ...readHint(cursor) };
}

/** Whether an observation begins here, and not a program whose name is such a word. */
export const seesObservation = (cursor: Cursor): boolean => cursor.sees(OBSERVATION);

const OBSERVATION = new RegExp(`(?:${kinds.join("|")})[ \\t]+(?!ends\\s*(?:$|[;#\\n]))`, "y");

/** @param isNever whether packets may stand without the word before them: `never RST` */
export function readObservation(cursor: Cursor, isNever = false): Observation {
  const { offset } = cursor;
  const word = /^[a-z]+(?![\w.])/.exec(cursor.text.slice(offset, offset + 16))?.[0];
  if (word !== undefined && isKind(word)) {
    cursor.eatWord(word);
    return withTimes(cursor, readers[word](cursor));
  }
  // `never RST` is about a packet.
  if (isNever && (seesPacket(cursor) || cursor.sees(/(?:[^\n#"']|#\d)*>/y)))
    return withTimes(cursor, packets(cursor));
  const known = [...kinds, "never"];
  cursor.fail("what is observed", (word && didYouMean(word, known)) ?? `One of ${known.join(", ")}.`);
}

function withTimes(cursor: Cursor, observation: Observation): Observation {
  let read = observation;
  for (;;) {
    const { offset } = cursor;
    if (cursor.eatWord("within"))
      read = { ...read, withinSeconds: readDuration(cursor, limits.scenarioSeconds) };
    else if (cursor.eatWord("for"))
      read = { ...read, forSeconds: readDuration(cursor, limits.scenarioSeconds) };
    else if (cursor.eatWord("exactly")) {
      if (!("packets" in read) && !("text" in read))
        throw new NotationError("`exactly` belongs to packets and output", offset);
      read = { ...read, isExact: true };
    } else return read;
  }
}

function packets(cursor: Cursor): Observation {
  const read: PacketPattern[] = [readPacket(cursor)];
  while (cursor.eat(",")) {
    if (read.length >= limits.scenarioListLength) cursor.fail(`at most ${limits.scenarioListLength} packets`);
    read.push(readPacket(cursor));
  }
  return { kind: "packets", packets: read };
}

function state(cursor: Cursor): Observation {
  const socket = readSocket(cursor);
  const not = cursor.eat("!");
  const { offset } = cursor;
  const name = cursor.take(/[A-Za-z][\w-]*/y) ?? cursor.fail("a state, such as TIME-WAIT");
  const parsed = SocketState.safeParse(name.toUpperCase().replaceAll("_", "-"));
  if (!parsed.success)
    throw new NotationError(
      `there is no state ${name}`,
      offset,
      didYouMean(name, SocketState.options) ?? `States are ${SocketState.options.join(", ")}.`,
    );
  cursor.skipSpaces();
  return { kind: "state", socket, state: parsed.data, ...(not && { not }) };
}

function output(cursor: Cursor): Observation {
  return { kind: "output", program: program(cursor), text: readPattern(cursor) };
}

function stderr(cursor: Cursor): Observation {
  return { kind: "stderr", program: program(cursor), text: readPattern(cursor) };
}

function exit(cursor: Cursor): Observation {
  const name = program(cursor);
  const not = cursor.eat("!");
  const status = readInteger(cursor, "an exit status", { min: 0, max: 255 });
  cursor.skipSpaces();
  return { kind: "exit", program: name, status, ...(not && { not }) };
}

function raises(cursor: Cursor): Observation {
  const name = program(cursor);
  const { offset } = cursor;
  const exception =
    cursor.take(/[A-Za-z_][\w.]*/y) ?? cursor.fail("an exception, such as ConnectionRefusedError");
  if (!/^[A-Z]|\./.test(exception))
    throw new NotationError(
      `there is no exception ${exception}`,
      offset,
      didYouMean(exception, exceptionNames),
    );
  cursor.skipSpaces();
  return { kind: "raises", program: name, exception };
}

function result(cursor: Cursor): Observation {
  const { offset } = cursor;
  const call = readMoment(cursor);
  if (call.call === undefined) throw new NotationError("expected a call, such as server.accept", offset);
  return { kind: "result", call, value: readPattern(cursor) };
}

function queue(cursor: Cursor): Observation {
  const socket = readSocket(cursor);
  const name =
    queues.find((each) => cursor.eatWord(each)) ?? cursor.fail("a queue", `One of ${queues.join(", ")}.`);
  // The longer first: `>=` begins as `>` does.
  const comparison = comparisons.find((each) => cursor.eat(each)) ?? "==";
  const count = readInteger(cursor, "a number", { min: 0, max: Number.MAX_SAFE_INTEGER });
  cursor.skipSpaces();
  return { kind: "queue", socket, queue: name, comparison, count };
}

function program(cursor: Cursor): string {
  const { offset } = cursor;
  const { program: name, part } = readProgramName(cursor);
  if (part !== undefined)
    throw new NotationError(`expected a program, not a part of one`, offset, `Write ${name}.`);
  return name;
}
