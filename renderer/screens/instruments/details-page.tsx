/** Who an instrument is, and what a person noted about its calibration. */
import { useState } from 'react';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { useCapabilityText } from '../../parts/capability-text.ts';
import { useNow } from '../../state/now.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { CalibrationBadge } from './calibration-badge.tsx';
import { CalibrationDialog } from './calibration-dialog.tsx';
import { calibrationState } from './calibration-state.ts';

export function DetailsPage({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const now = useNow(60_000);
  const capabilityText = useCapabilityText();
  const [editing, setEditing] = useState(false);
  const { identity, address, id, driver, capability, calibration } = instrument;
  const doubtful = ['overdue', 'ahead'].includes(calibrationState(calibration, now));
  return (
    <div className="detail-columns">
      <section className="panel">
        <dl className="fact-list">
          <Fact name={say('make')} value={identity?.make} />
          <Fact name={say('model')} value={identity?.model} />
          <Fact name={say('serial')} value={identity?.serial} digits />
          <Fact name={say('firmware')} value={identity?.firmware} digits />
          <Fact name={say('driver')} value={driver} digits />
          <Fact name={say('capability')} value={capability === null ? null : capabilityText(capability)} />
          <Fact name={say('address')} value={address} digits />
          <Fact name={say('identityOf')} value={id} digits />
        </dl>
      </section>
      <section className={doubtful ? 'panel stack overdue' : 'panel stack'}>
        <h2>{say('calibration')}</h2>
        {calibration === null ? (
          <p className="quiet">{say('noCalibration')}</p>
        ) : (
          <>
            <CalibrationBadge calibration={calibration} />
            <dl className="fact-list">
              <Fact name={say('calibrated')} value={calibration.date} digits />
              <Fact name={say('due')} value={calibration.due} digits />
              <Fact name={say('certificate')} value={calibration.certificate} />
              <Fact name={say('by')} value={calibration.by} />
            </dl>
          </>
        )}
        <div className="row">
          <Button onPress={() => setEditing(true)}>{say('editCalibration')}</Button>
        </div>
      </section>
      {editing ? <CalibrationDialog id={id} note={calibration} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string | null | undefined;
  readonly digits?: boolean;
}

function Fact({ name, value, digits = false }: FactProps) {
  const say = useWords(instrumentsWords);
  const known = value !== undefined && value !== null && value !== '';
  return (
    <div>
      <dt>{name}</dt>
      <dd className={known ? `foreign${digits ? ' digits' : ''}` : 'quiet'}>
        {known ? printable(value) : say('notTold')}
      </dd>
    </div>
  );
}
