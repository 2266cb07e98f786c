/** One of a few: a closed list with its label. */
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export interface ChoiceOption<T extends string> {
  readonly id: T;
  readonly text: string;
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly ChoiceOption<T>[];
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** The label is read out and not shown. */
  readonly hideLabel?: boolean;
  onChange(value: T): void;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, value, options, placeholder, isDisabled = false, hideLabel = false, onChange } = props;
  return (
    <Select
      className="field"
      value={value}
      isDisabled={isDisabled}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'label'}>{label}</Label>
      <Button className="select-button">
        <SelectValue className="one-line" />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className="list-item">
              {option.text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
