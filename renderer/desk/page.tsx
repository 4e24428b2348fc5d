import { useEffect, useRef } from 'react';
import { useProfile } from '../profile/profile-context.ts';
import { AskPasswords } from '../setup/ask-passwords.tsx';
import { FirstRun } from '../setup/first-run.tsx';
import { Desk } from './desk.tsx';
import type { DeskControl } from './desk-control.ts';
import type { WallClock } from './wall-clock.ts';

/** What the window shows: the first run, a question for passwords, or the desk. */
export function Page({ desk, clock }: { readonly desk: DeskControl; readonly clock: WallClock }) {
  const profile = useProfile();
  const stage = profile?.stage ?? 'desk';
  const wasFirstRun = useRef(false);
  useEffect(() => {
    if (stage === 'first-run') wasFirstRun.current = true;
    if (stage !== 'desk' || !wasFirstRun.current) return;
    wasFirstRun.current = false;
    // The sound check that the first run has promised.
    desk.act({ type: 'settings', section: 'audio' });
  }, [stage, desk]);
  if (profile !== null && stage === 'first-run') return <FirstRun profile={profile} />;
  if (profile !== null && stage === 'passwords') return <AskPasswords profile={profile} />;
  return <Desk desk={desk} clock={clock} />;
}
