/** The declaration of a procedure, as read out of its bundle, in the words of the record. */
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';

/** The table of measures, in the order they were declared. */
export function declaredMeasures(procedure: DeclaredProcedure): DeclaredMeasure[] {
  return Object.entries(procedure.measures).map(([key, declaration]) => {
    const { title, unit, low, high, warnBelow, warnAbove, guarded, required, judged, counted } = declaration;
    return {
      key,
      title,
      unit,
      limits: {
        ...(low === undefined ? {} : { lo: low }),
        ...(high === undefined ? {} : { hi: high }),
        ...(warnBelow === undefined ? {} : { warnLo: warnBelow }),
        ...(warnAbove === undefined ? {} : { warnHi: warnAbove }),
      },
      rule: ruleOf(guarded),
      infoOnly: !judged,
      optional: !required,
      ...(counted === undefined ? {} : { counted }),
    };
  });
}

function ruleOf(guarded: boolean | number): DeclaredMeasure['rule'] {
  if (typeof guarded === 'number') return { guard: guarded };
  return guarded ? 'guarded' : 'simple';
}
