import { useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import type { CallView } from '../../preload/contract/views.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { failureText } from '../desk/outcome-text.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { valueIn } from './judge-change.ts';

export interface TestCallState {
  /** The extension that echoes; null: it is a loop on this computer. */
  readonly extension: string | null;
  /** A call is on, whichever. */
  readonly isBusy: boolean;
  /** The test call is on, and nothing else. */
  readonly isOn: boolean;
  /** One hears oneself. */
  readonly isHeard: boolean;
  /** Why the PBX did not take the last one. */
  readonly refused: string | null;
  /** Calls, or hangs up. */
  readonly press: () => void;
}

/** A call to the extension that says back what it hears; without one, `loop` on this computer. */
export function useTestCall(document: ProfileView['document'], loop: () => Promise<void>): TestCallState {
  const request = useRequests();
  const [refused, setRefused] = useState<string | null>(null);
  const value = valueIn(document, 'audio.testCall');
  const extension = typeof value === 'string' ? value : null;
  const calls = useDeskState().view?.calls ?? [];
  const live = calls.filter(({ phase }) => phase !== 'ended');
  const [only] = live;
  const test = live.length === 1 && only !== undefined && isTo(only, extension) ? only : null;
  const press = async () => {
    setRefused(null);
    if (test !== null) return void (await request.hangUp({ call: test.id }));
    if (extension === null) return loop();
    setRefused(failureText(await request.dial({ target: extension })));
  };
  return {
    extension,
    isBusy: live.length > 0,
    isOn: test !== null,
    isHeard: test?.phase === 'active' && test.audio === 'flowing',
    refused: refused ?? (live.length > 0 ? null : failureOf(calls.find((call) => isTo(call, extension)))),
    press: () => void press(),
  };
}

/** Why the last one came to nothing; null: it did not, or there was none. */
function failureOf(call: CallView | undefined): string | null {
  if (call?.phase !== 'ended' || ['you-hung-up', 'you-cancelled', 'they-hung-up'].includes(call.reason)) return null;
  return t.call.ended[call.reason];
}

const isTo = (call: CallView, extension: string | null): boolean =>
  extension !== null && call.direction === 'out' && call.party.number?.raw === extension;
