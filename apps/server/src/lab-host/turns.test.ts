import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { DONE, Turns } from "./turns.js";

/** The time of tasks, which pass as the tests say: the machine may be busy. */
const clock = { ms: 0, asleepMs: 0 };

/** What a call or a long message takes. */
function work(ms: number): void {
  clock.ms += ms;
}

/** As where the kernel runs another thread on this one's core. */
function loseCore(ms: number): void {
  clock.ms += ms;
  clock.asleepMs += ms;
}

function newTurns(): Turns {
  return new Turns({ nowMs: () => clock.ms, cpuMs: () => clock.ms - clock.asleepMs });
}

/** Resolves once everything added before and meanwhile has run. */
async function untilIdle(ran: readonly string[], count: number): Promise<void> {
  while (ran.length < count) await nextTurn();
}

describe("Turns", () => {
  test("runs a task at once where nothing waits", () => {
    const turns = newTurns();
    let hasRun = false;
    turns.add("a", 1, () => {
      hasRun = true;
    });
    expect(hasRun).toBe(true);
  });

  test("runs the tasks of one source in order", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    const names = Array.from({ length: 1000 }, (_, index) => String(index));
    for (const name of names) turns.add("a", 1, () => ran.push(name));
    await untilIdle(ran, names.length);
    expect(ran).toEqual(names);
  });

  test("runs another lab's task before the rest of a lab's many", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    for (let count = 0; count < 200; count += 1) {
      turns.add("flood", 1, () => {
        work(0.1);
        ran.push("flood");
      });
    }
    turns.add("other", 1, () => ran.push("other"));
    await untilIdle(ran, 201);
    // The task that runs already, and one slice at most.
    expect(ran.indexOf("other")).toBeLessThanOrEqual(6);
  });

  test("serves a lab that does little first, each time, and one that pauses no more than its share", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    const flood = (lab: string) => {
      for (let count = 0; count < 60; count += 1) {
        turns.add(lab, 1, () => {
          work(0.3);
          ran.push("flood");
        });
      }
    };
    const labs = ["a", "b", "c", "d", "e", "f", "g", "h"];
    for (const lab of labs) flood(lab);
    /** Each task follows the one before, as a client's calls do. */
    const follow = async (lab: string, ms: number) => {
      const waits: number[] = [];
      for (let count = 0; count < 5; count += 1) {
        const before = ran.length;
        await new Promise<void>((resolve) => {
          turns.add(lab, 1, () => {
            work(ms);
            ran.push(lab);
            resolve();
          });
        });
        waits.push(ran.length - before);
      }
      return waits;
    };
    const [little, much] = await Promise.all([follow("little", 0.01), follow("much", 0.6)]);
    // At first all are new. Then a task that runs already, and a few of the turn.
    expect(Math.max(...little.slice(1))).toBeLessThanOrEqual(6);
    expect(much.slice(1).every((wait) => wait > labs.length)).toBe(true);
    await untilIdle(ran, labs.length * 60 + 10);
  });

  test("counts the time of reading to the lab whose messages are read", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    const task = (lab: string) => () => {
      work(0.3);
      ran.push(lab);
      return DONE;
    };
    turns.add("much", 1, task("much"));
    turns.read("much", () => {
      work(5);
      for (let count = 0; count < 20; count += 1) turns.add("much", 1, task("much"));
    });
    for (let count = 0; count < 20; count += 1) turns.add("little", 1, task("little"));
    await untilIdle(ran, 41);
    // Five milliseconds are ten slices.
    const first = ran.slice(0, ran.lastIndexOf("little"));
    expect(first.filter((lab) => lab === "much").length).toBeLessThan(14);
  });

  test("charges nobody for time in which the thread does not run", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    const flood = () => {
      work(0.4);
      ran.push("flood");
      return DONE;
    };
    const waits: number[] = [];
    for (let count = 0; count < 50; count += 1) for (const lab of ["a", "b", "c"]) turns.add(lab, 1, flood);
    for (let count = 0; count < 4; count += 1) {
      const before = ran.length;
      await new Promise<void>((resolve) => {
        turns.add("little", 1, () => {
          loseCore(3);
          resolve();
          return DONE;
        });
      });
      waits.push(ran.length - before);
    }
    // A turn's tasks at most: never a round of all labs.
    expect(Math.max(...waits)).toBeLessThanOrEqual(4);
    await untilIdle(ran, 150);
  });

  test("shares time among visitors, however many labs one of them has", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    const labs = Array.from({ length: 16 }, (_, index) => `lab${index}`);
    for (const lab of labs) turns.assign(lab, "much");
    for (let count = 0; count < 20; count += 1) {
      for (const lab of labs)
        turns.add(lab, 1, () => {
          work(0.4);
          ran.push("much");
          return DONE;
        });
    }
    for (let count = 0; count < 50; count += 1)
      turns.add("one", 1, () => {
        work(0.4);
        ran.push("one");
        return DONE;
      });
    await untilIdle(ran, 370);
    const meanwhile = ran.slice(0, ran.lastIndexOf("one")).filter((name) => name === "much").length;
    expect(meanwhile).toBeGreaterThan(30);
    expect(meanwhile).toBeLessThan(90);
  });

  test("shares time, not tasks, among labs that have work all the while", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    for (let count = 0; count < 200; count += 1) {
      turns.add("long", 1, () => {
        work(2);
        ran.push("long");
      });
      turns.add("short", 1, () => {
        work(0.2);
        ran.push("short");
      });
    }
    await untilIdle(ran, 400);
    const longWhenShortWasDone = ran.slice(0, ran.lastIndexOf("short")).filter((name) => name === "long");
    expect(longWhenShortWasDone.length).toBeLessThan(60);
    expect(longWhenShortWasDone.length).toBeGreaterThan(5);
  });

  test("serves the sources of a lab in turn", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    turns.add("a", "first", () => ran.push("first"));
    for (let count = 0; count < 3; count += 1) turns.add("a", "one", () => ran.push("one"));
    for (let count = 0; count < 3; count += 1) turns.add("a", "two", () => ran.push("two"));
    await untilIdle(ran, 7);
    expect(ran).toEqual(["first", "one", "two", "one", "two", "one", "two"]);
  });

  test("lets the event loop turn while much waits", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    let seenByLoop = 0;
    setImmediate(() => {
      seenByLoop = ran.length;
    });
    for (let count = 0; count < 100; count += 1) {
      turns.add("a", 1, () => {
        work(0.5);
        ran.push("a");
      });
    }
    await untilIdle(ran, 100);
    expect(seenByLoop).toBeGreaterThan(0);
    expect(seenByLoop).toBeLessThan(30);
  });

  test("counts what a task's promises do as the task's time", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      turns.add("late", 1, () => {
        void Promise.resolve()
          .then(() => work(3))
          .then(() => ran.push("late"));
      });
    }
    turns.add("other", 1, () => ran.push("other"));
    await untilIdle(ran, 21);
    expect(ran.indexOf("other")).toBe(1);
  });

  test("runs what is due at the end of a lab's slice once, before another lab's task", () => {
    const turns = newTurns();
    const ran: string[] = [];
    const add = (lab: string, name: string) =>
      turns.add(lab, 1, () => {
        ran.push(name);
        if (name === "first") turns.atEnd(() => ran.push("end"));
        return DONE;
      });
    add("a", "first");
    add("a", "second");
    add("b", "third");
    expect(ran).toEqual(["first", "second", "end", "third"]);
  });

  test("runs what is due outside of a turn before the event loop goes on", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    const loopGoesOn = nextTurn().then(() => ran.push("loop"));
    turns.atEnd(() => ran.push("end"));
    await loopGoesOn;
    expect(ran).toEqual(["end", "loop"]);
  });

  test("runs tasks that were added while another ran, though that one is done at once", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    turns.add("a", 1, () => {
      turns.add("a", 1, () => ran.push("inner"));
      ran.push("outer");
      return DONE;
    });
    await untilIdle(ran, 2);
    expect(ran).toEqual(["outer", "inner"]);
  });

  test("knows how many bytes wait", async () => {
    const turns = newTurns();
    const ran: string[] = [];
    turns.add("a", 1, () => ran.push("a"), { bytes: 10 });
    turns.add("a", 1, () => ran.push("a"), { bytes: 20 });
    turns.add("b", 1, () => ran.push("b"), { bytes: 5 });
    expect(turns.queuedBytes).toBe(25);
    await untilIdle(ran, 3);
    expect(turns.queuedBytes).toBe(0);
  });
});
