interface ChoiceButtonsProps<T extends string> {
  /** What is chosen, for a screen reader. */
  label: string;
  choices: readonly T[];
  chosen: T;
  nameOf(choice: T): string;
  /** What a choice does, as a tooltip. */
  hintOf?(choice: T): string;
  onChoose(choice: T): void;
  /** Of the group and of its buttons. */
  className: string;
  buttonClassName: string;
}

/** Buttons side by side, one of which is pressed. */
export function ChoiceButtons<T extends string>(props: ChoiceButtonsProps<T>) {
  const { label, choices, chosen, nameOf, hintOf, onChoose, className, buttonClassName } = props;
  return (
    <fieldset className={className}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          className={buttonClassName}
          aria-pressed={chosen === choice}
          title={hintOf?.(choice)}
          onClick={() => onChoose(choice)}
        >
          {nameOf(choice)}
        </button>
      ))}
    </fieldset>
  );
}
