/** On or off, at once. */
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';

export interface OnOffProps {
  readonly on: boolean;
  onChange(on: boolean): void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function OnOff({ on, onChange, isDisabled = false, children }: OnOffProps) {
  return (
    <Switch className="switch" isSelected={on} onChange={onChange} isDisabled={isDisabled}>
      <span className="track" aria-hidden="true" />
      <span>{children}</span>
    </Switch>
  );
}
