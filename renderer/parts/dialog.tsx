/** A question over everything else. Escape and a press beside it close it only where that loses nothing. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** Absent: it cannot be dismissed, only answered. */
  onDismiss?(): void;
  readonly wide?: boolean;
  /** Something is wrong: read out at once. */
  readonly alert?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ title, isOpen, onDismiss, wide = false, alert = false, children }: DialogProps) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable={onDismiss !== undefined}
      isKeyboardDismissDisabled={onDismiss === undefined}
      onOpenChange={(open) => {
        if (!open) onDismiss?.();
      }}
    >
      <Modal className={wide ? 'dialog wide' : 'dialog'}>
        <AriaDialog className="stack" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title">{title}</Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
