import type { AppModel, Stories } from "../../catalogue/story.js";
import { runId } from "./copies.js";
import { OutputPane } from "./OutputPane.js";
import { noRun } from "./run.js";
import type { StartNote } from "./run-all.js";

function view(app: AppModel) {
  const [program] = app.programs.store.getState().programs;
  return program === undefined ? null : <OutputPane program={program} onArguments={() => {}} />;
}

/** What "run all" says of the first program. */
function note(app: AppModel, said: StartNote) {
  const [program] = app.programs.store.getState().programs;
  if (program !== undefined) app.runner.queue.setState({ notes: new Map([[program.id, said]]) });
}

export const stories: Stories = [
  {
    name: "nothing yet",
    view,
    shows: (t) => [t("runs.outputEmpty", { name: "server.py" }), t("runs.arguments", { name: "server.py" })],
  },
  {
    name: "what the server printed",
    situation: { recording: "sample-programs", hasRun: true },
    view,
    shows: (t) => [t("runs.output", { name: "server.py" }), "Listening on port 8088", t("runs.clear")],
  },
  {
    name: "a program that was run three times at once",
    situation: { recording: "sample-programs", hasRun: true },
    before: (app) => {
      const [program] = app.programs.store.getState().programs;
      if (program === undefined) return;
      app.runs.counts.set(program.id, 3);
      app.runs.store.setState(({ runs }) => {
        const first = runs.get(program.id) ?? noRun;
        return { runs: new Map([...runs, [runId(program.id, 2), first], [runId(program.id, 3), first]]) };
      });
    },
    view,
    shows: (t) => [t("runs.count", { name: "server.py" }), t("runs.copies", { name: "server.py" })],
  },
  {
    name: "an error",
    situation: { recording: "refused", hasRun: true },
    view,
    shows: () => ["ConnectionRefusedError"],
  },
  {
    name: "asking for input",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: { "server.py": (program) => program.onInput("Go on? ") },
    },
    view,
    shows: (t) => [t("runs.input", { name: "server.py" }), t("runs.send")],
  },
  {
    name: "asking for a password",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: { "server.py": (program) => program.onInput("Password: ", true) },
    },
    view,
    shows: (t) => [t("runs.input", { name: "server.py" }), t("runs.send")],
  },
  {
    name: "a page that the program opens",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: { "server.py": (program) => program.onLink?.("http://localhost:8088/HelloWorld.html") },
    },
    view,
    shows: (t) => [t("runs.opens"), "http://localhost:8088/HelloWorld.html"],
  },
  {
    name: "cut off",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: { "server.py": (program) => program.onEnded({ status: 1, reason: "lost" }) },
    },
    view,
    shows: (t) => [t("runs.lost")],
  },
  {
    name: "the server refused the program, which is said in the page's language",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
      steps: {
        "server.py": (program) =>
          program.onEnded({
            status: 1,
            reason: "lost",
            code: "access_denied",
            message: "An access code is needed.",
          }),
      },
    },
    view,
    shows: (t) => [t("runs.output", { name: "server.py" })],
  },
  {
    name: "not started, for its server has ended",
    before: (app) => note(app, { kind: "serverEnded", ports: [8088], servers: ["server.py"] }),
    view,
    shows: (t) => [
      t("runs.notes.serverEndedPort", { servers: "server.py", ports: 8088 }),
      t("runs.notes.startAnyway"),
    ],
  },
  {
    name: "waiting for the port that it names",
    before: (app) => note(app, { kind: "waiting", ports: [8088], servers: ["server.py"] }),
    view,
    shows: (t) => [t("runs.notes.waitingPort", { servers: "server.py", ports: 8088 })],
  },
  {
    name: "taken for a module",
    before: (app) => note(app, { kind: "module", of: "main.py" }),
    view,
    shows: (t) => [t("runs.notes.module", { of: "main.py" }), t("runs.notes.runAlone")],
  },
];
