import type { Stories } from "../../catalogue/story.js";
import { ProjectDialog, type ProjectQuestion } from "./ProjectDialog.js";

const asking = (question: ProjectQuestion) => () => (
  <ProjectDialog question={question} onQuestion={() => {}} />
);

export const stories: Stories = [
  {
    name: "a new project",
    view: asking({ kind: "create", name: "Project 2" }),
    shows: (t) => [t("projects.createTitle"), t("projects.createAction")],
  },
  {
    name: "the samples in place of the programs",
    view: asking({ kind: "samples" }),
    shows: (t) => [t("projects.samplesTitle"), t("projects.samplesAction")],
  },
  {
    name: "deleting a project",
    view: asking({ kind: "remove", project: "first", name: "UDP" }),
    shows: (t) => [t("projects.removeTitle", { name: "UDP" }), t("projects.cancel")],
  },
  {
    name: "another project while programs run",
    view: asking({ kind: "stop", proceed: () => {} }),
    shows: (t) => [t("projects.stopAction")],
  },
];
