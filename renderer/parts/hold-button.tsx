/**
 * A button that must be held, so that a sleeve does not press it. Guarantees: nothing happens before {@link holdMs}; a
 * screen reader's press, which cannot be held, counts at once; a bar fills while it is held.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';

export const holdMs = 600;

export interface HoldButtonProps {
  onHeld(): void;
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function HoldButton({ onHeld, label, isDisabled = false, children }: HoldButtonProps) {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = () => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  return (
    <AriaButton
      className={held ? 'button danger hold held' : 'button danger hold'}
      aria-label={label}
      isDisabled={isDisabled}
      onPressStart={() => {
        setHeld(true);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          setHeld(false);
          onHeld();
        }, holdMs);
      }}
      onPressEnd={release}
      onPress={(event) => {
        if (event.pointerType === 'virtual') onHeld();
      }}
    >
      <span className="hold-fill" aria-hidden="true" />
      <span className="hold-text">{children}</span>
    </AriaButton>
  );
}
