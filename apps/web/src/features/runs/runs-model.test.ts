import type { PythonProgram, PythonProgramOptions } from "@sockpit/python";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Program } from "../../shared/program.js";
import { RunsModel } from "./runs-model.js";

const server: Program = { id: "s", name: "server.py", source: "s.listen()", colour: 0 };

const schedule = (callback: () => void) => {
  queueMicrotask(callback);
  return () => {};
};

function setUp() {
  const started: PythonProgramOptions[] = [];
  const answers: (string | null)[] = [];
  const stop = vi.fn();
  const kill = vi.fn(async () => undefined);
  const resume = vi.fn();
  const runs = new RunsModel({
    baseUrl: "http://x",
    nowUs: () => 0,
    breakpointsFor: () => ({}),
    whenLabOpen: async () => ({ lab: "l", token: "t" }),
    run: (options): PythonProgram => {
      started.push(options);
      return {
        state: "running",
        stop,
        kill,
        resume,
        pause: vi.fn(),
        setBreakpoints: vi.fn(),
        answer: (text) => void answers.push(text),
      };
    },
    schedule,
  });
  const optionsOf = async (index: number): Promise<PythonProgramOptions> =>
    vi.waitFor(() => {
      const options = started[index];
      if (options === undefined) throw new Error("not started yet");
      return options;
    });
  return { runs, started, answers, stop, kill, resume, optionsOf };
}

let at: ReturnType<typeof setUp>;
beforeEach(() => {
  at = setUp();
});

describe("RunsModel", () => {
  it("answers one question after another with the lines of a paste, and keeps the rest of it", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onStarted(5);
    options.onInput("1? ");
    at.runs.answerLines("s", "one\r\ntwo\nthr");
    expect(at.answers).toEqual(["one"]);
    options.onInput("2? ");
    expect(at.answers).toEqual(["one", "two"]);
    options.onInput("3? ");
    expect(at.answers).toEqual(["one", "two"]);
    expect(at.runs.runOf("s")).toMatchObject({ state: { kind: "waitingInput" }, draft: "thr" });
  });

  it("shows nothing of an answer that is secret", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onStarted(5);
    options.onInput("Password: ", true);
    expect(at.runs.runOf("s").isSecret).toBe(true);
    at.runs.answer("s", "hunter2");
    expect(at.answers).toEqual(["hunter2"]);
    options.onInput("Name: ", false);
    at.runs.answer("s", "me");
    at.runs.clearOutput("s");
    expect(at.runs.runOf("s").isSecret).toBe(false);
    expect(JSON.stringify(at.runs.runOf("s").output)).not.toContain("hunter2");
  });

  it("makes a link of a page that the program opens, and none of what is no address of the web", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onStarted(5);
    for (const url of ["http://localhost:8000/", "javascript:alert(1)", "file:///etc/passwd", "nothing"])
      options.onLink?.(url);
    options.onOutput("stdout", "done\n");
    await expect
      .poll(() => at.runs.runOf("s").output.pieces.map(({ source, text }) => [source, text]))
      .toEqual([
        ["link", "http://localhost:8000/"],
        ["stdout", "done\n"],
      ]);
  });

  it("keeps a question open while the program goes on, is paused and goes on again", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onStarted(5);
    options.onInput("");
    options.onOutput("stdout", "a message of another\n");
    options.onPaused?.({
      reason: "step",
      file: "server.py",
      line: 3,
      command: null,
      thread: null,
      frames: [],
      variables: [],
    });
    expect(at.runs.runOf("s").state.kind).toBe("paused");
    at.runs.resume("s", "continue");
    expect(at.runs.runOf("s").state).toEqual({ kind: "waitingInput", prompt: "" });
    at.runs.answer("s", "hello");
    expect(at.answers).toEqual(["hello"]);
    expect(at.runs.runOf("s").state.kind).toBe("running");
  });

  it("lets a program that has caught Stop go on, be stopped again, or be ended by force", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onStarted(5);
    at.runs.stop("s");
    expect(at.runs.runOf("s").state.kind).toBe("stopping");
    options.onStopCaught?.();
    expect(at.runs.runOf("s")).toMatchObject({ state: { kind: "running" }, hasCaughtStop: true });
    at.runs.stop("s");
    expect(at.stop).toHaveBeenCalledTimes(2);
    options.onStopCaught?.();
    at.runs.kill("s");
    expect(at.kill).toHaveBeenCalledOnce();
  });

  it("gives a program its arguments", async () => {
    void at.runs.start({ ...server, arguments: "-p 80 'a b'" });
    expect((await at.optionsOf(0)).arguments).toEqual(["-p", "80", "a b"]);
  });

  it("goes from waiting to running to ended, and keeps what was printed", async () => {
    void at.runs.start(server);
    expect(at.runs.runOf("s").state.kind).toBe("waiting");
    const options = await at.optionsOf(0);
    options.onStarted(5);
    options.onOutput("stdout", "hello\n");
    options.onEnded({ status: 0, reason: "exited" });
    expect(at.runs.runOf("s")).toMatchObject({
      state: { kind: "ended", end: { status: 0 } },
      pid: 5,
      output: { pieces: [{ source: "stdout", text: "hello\n" }] },
    });
    expect(at.runs.store.getState().runOfPid.get(5)).toBe("s");
  });

  it("does not start a program that runs, and clears the output of the run before", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    void at.runs.start(server);
    options.onOutput("stderr", "old");
    options.onEnded({ status: 1, reason: "exited" });
    void at.runs.start(server);
    await at.optionsOf(1);
    expect(at.started).toHaveLength(2);
    expect(at.runs.runOf("s").output.pieces).toEqual([]);
  });

  it("asks, and shows the answer where it was given", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onInput("Who? ");
    expect(at.runs.runOf("s").state).toEqual({ kind: "waitingInput", prompt: "Who? " });
    at.runs.answer("s", "me");
    at.runs.answer("s", "twice");
    expect(at.answers).toEqual(["me"]);
    await Promise.resolve();
    expect(at.runs.runOf("s")).toMatchObject({
      state: { kind: "running" },
      output: { pieces: [{ text: "me\n" }] },
    });
  });

  it("stops a program that still waits for a lab", () => {
    void at.runs.start(server);
    at.runs.stop("s");
    expect(at.runs.runOf("s").state).toMatchObject({ kind: "ended", end: { reason: "terminated" } });
    expect(at.stop).not.toHaveBeenCalled();
  });

  it("counts a program as lost with its lab, and ignores what it still reports", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onStarted(1);
    at.runs.loseAll();
    options.onOutput("stdout", "late");
    options.onEnded({ status: 0, reason: "exited" });
    expect(at.runs.runOf("s")).toMatchObject({
      state: { kind: "ended", end: { reason: "lost" } },
      pid: null,
      output: { pieces: [] },
    });
    expect(at.stop).toHaveBeenCalledTimes(1);
  });

  it("counts a program that was asked to stop as stopped, though its lab goes first", async () => {
    void at.runs.start(server);
    const options = await at.optionsOf(0);
    options.onStarted(1);
    at.runs.stopAll();
    options.onEnded({ status: 1, reason: "lost" });
    expect(at.runs.runOf("s").state).toMatchObject({ kind: "ended", end: { reason: "terminated" } });
  });

  it("a program that is paused goes on by the step that was asked for", async () => {
    await at.runs.start(server, "into");
    const options = await at.optionsOf(0);
    expect(options.stepping).toEqual({ mode: "into", breakpoints: {} });
    options.onStarted(1);
    const place = {
      reason: "step" as const,
      command: null,
      thread: null,
      file: "server.py",
      line: 2,
      frames: [],
      variables: [],
    };
    options.onPaused?.(place);
    expect(at.runs.runOf("s").state).toEqual({ kind: "paused", place });
    at.runs.resume("s", "call");
    expect(at.resume).toHaveBeenCalledWith("call");
    expect(at.runs.runOf("s").state).toEqual({ kind: "running" });
    at.runs.resume("s", "over");
    expect(at.resume).toHaveBeenCalledTimes(1);
  });

  it("runs a program several times at once, each with its process and output, and stops all", async () => {
    at.runs.counts.set("s", 3);
    void at.runs.start(server);
    const all = await Promise.all([0, 1, 2].map((index) => at.optionsOf(index)));
    expect(all.map(({ name, processName }) => [name, processName])).toEqual([
      ["server.py", "server.py"],
      ["server.py", "server.py (2)"],
      ["server.py", "server.py (3)"],
    ]);
    all.forEach((options, index) => {
      options.onStarted(5 + index);
      options.onOutput("stdout", `run ${index + 1}`);
    });
    await vi.waitFor(() => expect(at.runs.runOf("s#3").output.pieces[0]?.text).toBe("run 3"));
    expect(at.runs.runOf("s").output.pieces[0]?.text).toBe("run 1");
    expect([...at.runs.store.getState().runOfPid]).toEqual([
      [5, "s"],
      [6, "s#2"],
      [7, "s#3"],
    ]);
    all[1]?.onEnded({ status: 0, reason: "exited" });
    at.runs.stop("s");
    expect(at.stop).toHaveBeenCalledTimes(2);
    for (const index of [0, 2]) all[index]?.onEnded({ status: 130, reason: "terminated" });
    at.runs.counts.set("s", 1);
    void at.runs.start(server);
    await at.optionsOf(3);
    expect([...at.runs.store.getState().runs.keys()]).toEqual(["s"]);
    expect([...at.runs.store.getState().earlierRuns.keys()].toSorted()).toEqual([5, 6, 7]);
  });
});
