import { gallery, topics } from "virtual:scenario-gallery";

export { gallery, topics };

export type GalleryEntry = (typeof gallery)[number];
