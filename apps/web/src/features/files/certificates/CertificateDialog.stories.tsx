import type { Stories } from "../../../catalogue/story.js";
import { CertificateDialog } from "./CertificateDialog.js";

const view = () => <CertificateDialog onClose={() => {}} />;

export const stories: Stories = [
  {
    name: "a valid one",
    view,
    shows: (t) => [
      t("files.certificates.title"),
      t("files.certificates.names"),
      t("files.certificates.lessons.valid"),
    ],
  },
  {
    name: "one that has expired",
    view,
    act: (stage, t) => stage.press(t("files.certificates.kinds.expired")),
    shows: (t) => [t("files.certificates.lessons.expired")],
  },
  {
    name: "not made: the project has another authority",
    before: (app) => void app.files.upload("ca.pem", new TextEncoder().encode("another")),
    view,
    act: (stage, t) => stage.press(t("files.certificates.make")),
    shows: (t) => [t("files.certificates.faults.otherAuthority")],
  },
  {
    name: "made",
    view,
    act: (stage, t) => stage.press(t("files.certificates.make")),
    shows: (t) => [t("files.certificates.made"), "load_cert_chain"],
  },
];
