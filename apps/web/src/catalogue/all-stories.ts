import type { Stories, Story } from "./story.js";

const modules: Readonly<Record<string, { stories: Stories }>> = import.meta.glob("../**/*.stories.tsx", {
  eager: true,
});

/** Every story by its id: "kernel/SocketsPane: a full accept queue". */
export const allStories: ReadonlyMap<string, Story> = new Map(
  Object.entries(modules).flatMap(([path, { stories }]) => {
    const component = path.replace(/^\.\.\/(features\/)?|\.stories\.tsx$/g, "");
    return stories.map((story): [string, Story] => [`${component}: ${story.name}`, story]);
  }),
);
