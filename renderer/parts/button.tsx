/** A button as gloves want it: 48 px at least, its key written on it. */
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly look?: 'primary' | 'danger' | 'plain';
  readonly size?: 'large';
  readonly wide?: boolean;
  /** The key that does the same, as it is written on keyboards. */
  readonly keyName?: string;
  readonly children: ReactNode;
}

export function Button({ look, size, wide, keyName, children, ...rest }: ButtonProps) {
  const classes = ['button', look, size, wide === true ? 'wide' : undefined].filter(Boolean).join(' ');
  return (
    <AriaButton {...rest} className={classes}>
      {children}
      {keyName === undefined ? null : (
        <span className="key" aria-hidden="true">
          {keyName}
        </span>
      )}
    </AriaButton>
  );
}
