/** One line or several of text with its label, and what is wrong with it. */
import type { Ref } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  TextArea,
} from 'react-aria-components';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string;
  readonly lines?: number;
  readonly placeholder?: string;
  readonly error?: string | null;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({ label, lines = 1, placeholder, error, inputRef, ...rest }: TextFieldProps) {
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField {...rest} className="field" isInvalid={typeof error === 'string'}>
      <Label>{label}</Label>
      {lines > 1 ? (
        <TextArea rows={lines} {...hint} />
      ) : (
        <Input {...hint} {...(inputRef === undefined ? {} : { ref: inputRef })} />
      )}
      <FieldError>{error}</FieldError>
    </AriaTextField>
  );
}
