import { fileLimits } from "@sockpit/python";
import { X } from "lucide-react";
import { formatSize } from "../../shared/format/format-size.js";
import { IconButton } from "../../shared/IconButton.js";
import { useTranslation } from "../../shared/translation-context.js";
import { useModel } from "../../shared/use-model.js";
import { useFiles } from "./files-context.js";

const bounds = {
  fileSize: formatSize(fileLimits.fileBytes),
  allSize: formatSize(fileLimits.allBytes),
  files: fileLimits.files,
};

/** Which file the page could not take in or keep, and the rule that it met. */
export function FileProblemNote() {
  const { t } = useTranslation();
  const files = useFiles();
  const problem = useModel(files.store, (state) => state.problem);
  return (
    <div role="alert">
      {problem === null ? null : (
        <div className="files-problem">
          <p>
            {t(`files.problems.${problem.kind}`, { path: problem.path, copy: problem.copy ?? "", ...bounds })}
          </p>
          <IconButton
            label={t("shared.dismiss")}
            icon={<X size={14} aria-hidden="true" />}
            onClick={() => files.forgetProblem()}
          />
        </div>
      )}
    </div>
  );
}
