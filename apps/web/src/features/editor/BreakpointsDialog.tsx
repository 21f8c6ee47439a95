import { Trash2 } from "lucide-react";
import { DialogClose } from "../../shared/DialogClose.js";
import { IconButton } from "../../shared/IconButton.js";
import { keys } from "../../shared/keys.js";
import { Dialog } from "../../shared/overlays/Dialog.js";
import type { Program } from "../../shared/program.js";
import { useTranslation } from "../../shared/translation-context.js";
import type { Breakpoint } from "./breakpoints-model.js";
import "./breakpoints-dialog.css";

interface BreakpointsDialogProps {
  programs: readonly Program[];
  /** Of a program. */
  breakpointsOf(id: string): readonly Breakpoint[];
  onChange(id: string, breakpoints: readonly Breakpoint[]): void;
  /** Goes to a line. */
  onReveal(id: string, line: number): void;
  onClose(): void;
}

/** All breakpoints of the page, by program: gone to, disabled, removed. */
export function BreakpointsDialog(props: BreakpointsDialogProps) {
  const { programs, breakpointsOf, onChange, onClose } = props;
  const { t } = useTranslation();
  const withSome = programs.filter(({ id }) => breakpointsOf(id).length > 0);
  const all = withSome.flatMap(({ id }) => breakpointsOf(id));
  const hasEnabled = all.some(({ isEnabled }) => isEnabled);
  const enableAll = (isEnabled: boolean) => {
    for (const { id } of withSome)
      onChange(
        id,
        breakpointsOf(id).map(({ line }) => ({ line, isEnabled })),
      );
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Content className="dialog breakpoints-dialog">
        <Dialog.Title>{t("breakpoints.title")}</Dialog.Title>
        {all.length === 0 ? <p className="dim">{t("breakpoints.none", { keys: keys.breakpoint })}</p> : null}
        {withSome.map((program) => (
          <ProgramBreakpoints key={program.id} program={program} {...props} />
        ))}
        {all.length === 0 ? null : (
          <div className="breakpoints-actions">
            <button type="button" className="button button-small" onClick={() => enableAll(!hasEnabled)}>
              {t(hasEnabled ? "breakpoints.disableAll" : "breakpoints.enableAll")}
            </button>
            <button
              type="button"
              className="button button-small"
              onClick={() => withSome.forEach(({ id }) => void onChange(id, []))}
            >
              {t("breakpoints.removeAll")}
            </button>
          </div>
        )}
        <DialogClose label={t("shared.close")} />
      </Dialog.Content>
    </Dialog.Root>
  );
}

function ProgramBreakpoints(props: BreakpointsDialogProps & { program: Program }) {
  const { program, breakpointsOf, onChange, onReveal, onClose } = props;
  const { t } = useTranslation();
  const { id, name } = program;
  const breakpoints = breakpointsOf(id);
  const lines = program.source.split("\n");
  const others = (line: number) => breakpoints.filter((breakpoint) => breakpoint.line !== line);
  return (
    <section className="breakpoints-program" aria-label={name} data-colour={program.colour}>
      <div className="breakpoints-head">
        <span className="program-dot" aria-hidden="true" />
        <h3 className="ellipsis">{name}</h3>
        <button
          type="button"
          className="link"
          aria-label={t("breakpoints.removeAllOf", { name })}
          onClick={() => onChange(id, [])}
        >
          {t("breakpoints.removeAll")}
        </button>
      </div>
      <ul>
        {breakpoints.map(({ line, isEnabled }) => (
          <li key={line} className="breakpoint-row">
            <input
              type="checkbox"
              aria-label={t("breakpoints.enabled", { line, name })}
              checked={isEnabled}
              onChange={() => {
                const changed = { line, isEnabled: !isEnabled };
                onChange(
                  id,
                  [...others(line), changed].toSorted((a, b) => a.line - b.line),
                );
              }}
            />
            <button
              type="button"
              className="breakpoint-line"
              onClick={() => {
                onClose();
                onReveal(id, line);
              }}
            >
              <span className="breakpoint-number">{t("breakpoints.line", { line })}</span>
              <code className="ellipsis">{lines[line - 1]?.trim()}</code>
            </button>
            <IconButton
              className="button-quiet"
              label={t("breakpoints.remove", { line, name })}
              icon={<Trash2 size={14} aria-hidden="true" />}
              onClick={() => onChange(id, others(line))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
