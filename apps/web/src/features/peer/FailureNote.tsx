import type { CallError } from "@sockpit/protocol";
import { useTranslation } from "../../shared/translation-context.js";
import { Explain, errorTerm } from "../glossary/public.js";
import { failureText } from "./failure-text.js";

/** Why a call of a peer failed: the error by name, and what to do. */
export function FailureNote({ error, address }: { error: CallError; address: string }) {
  const { t } = useTranslation();
  const name = error.kind === "errno" ? error.errno : error.kind === "timeout" ? "timeout" : error.code;
  return (
    <p className="peer-failure" role="alert">
      <Explain term={errorTerm(error)} className="peer-errno">
        {name}
      </Explain>{" "}
      {failureText(error, address, t)}
    </p>
  );
}
