import type { Stories } from "../../../catalogue/story.js";
import { GalleryDialog } from "./GalleryDialog.js";

const view = () => <GalleryDialog onClose={() => {}} />;

export const stories: Stories = [{ name: "the gallery", view, widthPx: 800, shows: () => ["TCP", "UDP"] }];
