export { smallProcedure as default } from './small-procedures.ts';
