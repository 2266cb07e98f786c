/** One of a few: a closed list with its label. */
import {
  Button,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';

export interface ChoiceOption<T extends string> {
  readonly id: T;
  readonly text: string;
  /** The heading it stands under; options with the same one stand together. */
  readonly group?: string;
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
        <ListBox>
          {groupsOf(options).map(([group, inGroup]) =>
            group === undefined ? (
              inGroup.map(optionItem)
            ) : (
              <ListBoxSection key={group} id={group}>
                <Header className="list-header">{group}</Header>
                {inGroup.map(optionItem)}
              </ListBoxSection>
            ),
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

function optionItem({ id, text }: ChoiceOption<string>) {
  return (
    <ListBoxItem key={id} id={id} textValue={text} className="list-item">
      {text}
    </ListBoxItem>
  );
}

/** In the order in which the headings come first. */
function groupsOf(options: readonly ChoiceOption<string>[]): [string | undefined, ChoiceOption<string>[]][] {
  const groups = new Map<string | undefined, ChoiceOption<string>[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups];
}
