/** Every command there is, in the order the help shows them. */
import type { Command } from './command.ts';
import { decodeCommand } from './commands/decode-command.ts';
import { doctorCommand } from './commands/doctor-command.ts';
import { driversCommand } from './commands/drivers-command.ts';
import { exportCommand } from './commands/export-command.ts';
import { checkCommand, instrumentsCommand, proceduresCommand } from './commands/library-commands.ts';
import { newDriverCommand } from './commands/new-driver-command.ts';
import { readCommand } from './commands/read-command.ts';
import { runsCommand, showCommand, verifyCommand } from './commands/record-commands.ts';
import { rehearseCommand } from './commands/rehearse-command.ts';
import { resumeCommand, runCommand } from './commands/run-command.ts';
import { scenariosCommand } from './commands/scenarios-command.ts';
import { simulateCommand } from './commands/simulate-command.ts';
import {
  ticketDemonstrationCommand,
  ticketNewCommand,
  ticketNoteCommand,
  ticketStatusCommand,
  ticketsCommand,
} from './commands/ticket-commands.ts';
import { ticketShowCommand } from './commands/ticket-show-command.ts';

export const commands: readonly Command[] = [
  driversCommand,
  instrumentsCommand,
  doctorCommand,
  readCommand,
  decodeCommand,
  simulateCommand,
  runCommand,
  scenariosCommand,
  rehearseCommand,
  runsCommand,
  showCommand,
  resumeCommand,
  verifyCommand,
  exportCommand,
  ticketsCommand,
  ticketNewCommand,
  ticketDemonstrationCommand,
  ticketShowCommand,
  ticketNoteCommand,
  ticketStatusCommand,
  proceduresCommand,
  checkCommand,
  newDriverCommand,
];

/** The command that `words` begin with, and what is left of them. */
export function commandNamed(
  words: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  const command = commands.find((one) => one.words.every((word, place) => words[place] === word));
  return command === undefined ? undefined : { command, rest: words.slice(command.words.length) };
}
