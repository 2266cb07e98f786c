// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import type { ShellApi } from '../../shell/shell-types.ts';
import { BenchPageProvider, benchPage } from '../../state/bench-page.tsx';
import { FakeStation } from '../../test-support/fake-station.ts';
import { unmountPages } from '../../test-support/render-page.tsx';
import { SaveConversation } from './save-conversation.tsx';

afterEach(unmountPages);

const address = 'tcp:meter:5025';
const file = { name: 'conversation-korad-ka3005p-20261122-1105.txt', text: '> "VOUT1?"\n' };

function opened(save: ShellApi['saveFile'], conversation: () => typeof file = () => file) {
  const part: Partial<ShellApi> = {
    systemLanguage: 'en',
    stationStatus: () => new Promise(() => undefined),
    onStationStatus: () => () => undefined,
  };
  const page = benchPage({ ...part, saveFile: save, requestPort: () => undefined } as ShellApi);
  const station = new FakeStation(page.link, { 'instrument/conversation': conversation });
  render(
    <BenchPageProvider page={page}>
      <SaveConversation address={address} driver="korad-ka3005p" canBe>
        <span />
      </SaveConversation>
    </BenchPageProvider>,
  );
  return { station, user: userEvent.setup(), button: screen.getByRole('button', { name: 'Save conversation' }) };
}

it('what was said is saved where the person chose, and it is said where and how it is read', async () => {
  const saved: unknown[] = [];
  const { user, button, station } = opened(async (...what) => {
    saved.push(what);
    return '/home/qa/supply.txt';
  });
  await user.click(button);
  const note = await screen.findByRole('status');
  expect(note.textContent).toBe(
    'Written to /home/qa/supply.txt. ohmstead decode korad-ka3005p --conversation reads it.',
  );
  expect(saved).toEqual([[file.name, file.text]]);
  expect(station.asked('instrument/conversation')).toEqual([{ address }]);
});

it('nothing is said of it when the person thought better of it', async () => {
  const { user, button } = opened(async () => null);
  await user.click(button);
  await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
  expect(screen.queryByRole('status')).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
});

it.each([
  ['shell/disk-full', /The disk has no room for \/media\/usb\/a\.txt/],
  ['shell/place-refused', /folder does not let \/media\/usb\/a\.txt be written/],
])('%s tells what happened and what to do, and it can be tried again', async (code, sentence) => {
  const failure = { code, params: { file: '/media/usb/a.txt', why: 'X' } };
  const { user, button } = opened(() => Promise.reject(new Error(JSON.stringify(failure))));
  await user.click(button);
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(screen.queryByRole('status')).toBeNull();
  expect((button as HTMLButtonElement).disabled).toBe(false);
});

it('where nothing is kept any more no file is asked for', async () => {
  let asked = 0;
  const { user, button } = opened(
    async () => {
      asked += 1;
      return null;
    },
    () => {
      throw new CodedError('conversation/nothing-said', { address });
    },
  );
  await user.click(button);
  expect(await screen.findByText(/Nothing that was said on the line of tcp:meter:5025 is kept/)).toBeTruthy();
  expect(asked).toBe(0);
});
