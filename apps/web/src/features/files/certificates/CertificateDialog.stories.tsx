import type { Stories } from "../../../catalogue/story.js";
import { createTranslation, type Translate } from "../../../shared/translation.js";
import { filesStrings } from "../strings.js";
import { CertificateDialog } from "./CertificateDialog.js";
import { certificateStrings } from "./strings.js";

/** The dialog's own texts, in the language of the page's. */
function own(t: Translate): Translate {
  const language = t("files.title") === filesStrings.en.files.title ? "en" : "zh-TW";
  return createTranslation(language, certificateStrings[language]).t;
}

const view = () => <CertificateDialog onClose={() => {}} />;

export const stories: Stories = [
  {
    name: "a valid one",
    view,
    shows: (t) => [
      own(t)("certificates.title"),
      own(t)("certificates.names"),
      own(t)("certificates.lessons.valid"),
    ],
  },
  {
    name: "one that has expired",
    view,
    act: (stage, t) => stage.press(own(t)("certificates.kinds.expired")),
    shows: (t) => [own(t)("certificates.lessons.expired")],
  },
  {
    name: "not made: the project has another authority",
    before: (app) => void app.files.upload("ca.pem", new TextEncoder().encode("another")),
    view,
    act: (stage, t) => stage.press(own(t)("certificates.make")),
    shows: (t) => [own(t)("certificates.faults.otherAuthority")],
  },
  {
    name: "made",
    view,
    act: (stage, t) => stage.press(own(t)("certificates.make")),
    shows: (t) => [own(t)("certificates.made"), "load_cert_chain"],
  },
];
