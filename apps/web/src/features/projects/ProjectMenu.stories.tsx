import type { AppModel, Stories } from "../../catalogue/story.js";
import { EmptyProject } from "./EmptyProject.js";
import { ProjectMenu } from "./ProjectMenu.js";

const view = () => <ProjectMenu />;

async function severalProjects(app: AppModel): Promise<void> {
  await app.projects.create("Chat with four clients");
  await app.projects.create("UDP 課程");
}

export const stories: Stories = [
  {
    name: "several projects",
    before: severalProjects,
    view,
    act: (stage, t) => stage.press(t("projects.label", { name: "UDP 課程" })),
    shows: (t) => ["Chat with four clients", t("projects.create"), t("projects.samples")],
  },
  {
    name: "no programs",
    before: severalProjects,
    view: () => <EmptyProject />,
    shows: (t) => [t("projects.emptyTitle"), t("projects.emptySamples")],
  },
];
