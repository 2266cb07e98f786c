/** The import directions of the house (docs/architecture.md), and no circles. */
const production = { pathNot: '\\.test\\.tsx?$' };
const only = (room, allowed, more = {}) => ({
  name: `${room.replace(/\W+/g, '-')}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^${room}/`, ...production, ...(more.except ? { pathNot: `\\.test\\.tsx?$|${more.except}` } : {}) },
  to: { path: '^(electron|renderer|station|drivers|procedures|foundation|test)/', pathNot: `^(${allowed.join('|')})/` },
});
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('foundation', ['foundation']),
    only('drivers', ['drivers', 'foundation']),
    only('procedures', ['procedures', 'foundation']),
    only('station', ['station', 'drivers', 'procedures', 'foundation']),
    only('station/record', ['station/record', 'foundation', 'procedures/language']),
    only('station/api', ['station/api', 'station/record', 'foundation']),
    only('station/texts', ['station/texts', 'station/api', 'station/record', 'foundation']),
    only('renderer', ['renderer', 'station/api', 'station/record', 'station/texts', 'foundation']),
    only('electron', ['electron', 'station', 'foundation']),
    {
      name: 'pure-rooms-have-no-node',
      severity: 'error',
      from: { path: '^(foundation|procedures|station/record|station/api|station/texts|renderer)/', ...production },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-electron-imports-electron',
      severity: 'error',
      from: { pathNot: '^(electron|test)/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'production-never-imports-tests',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^test/' },
      to: { path: '\\.test\\.tsx?$|^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
