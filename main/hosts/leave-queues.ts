import type { DeskView } from '../../preload/contract/views.ts';
import type { Offhook } from '../app/offhook.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';

/** Where this agent has signed in; who belongs to a queue by its configuration cannot sign out. */
export const signedInTo = ({ queues }: Pick<DeskView, 'queues'>): readonly string[] =>
  (queues?.queues ?? []).flatMap(({ name, mine }) => (mine?.dynamic === true ? [name] : []));

/** How long the PBX may take to confirm it when we are about to go, ms. */
const patience = 1_500;

interface By {
  readonly clock: Clock;
  readonly log: Logger;
}

/** Signs out or pauses before Offhook goes; nobody waits for a PBX that does not answer. */
export async function leaveQueues(
  offhook: Pick<Offhook, 'request'>,
  how: 'pause' | 'sign-out',
  { clock, log }: By,
): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const alarm = clock.after(patience, () => resolve('late'));
  const wish = how === 'pause' ? offhook.request('answerAway', { how }) : offhook.request('signOut', { queue: null });
  const asked = wish.then(
    ({ outcome }) => outcome,
    (error: unknown) => String(error),
  );
  const outcome = await Promise.race([asked, late]);
  alarm.dispose();
  if (outcome !== 'confirmed') log.warn('the queues may still have this agent', { how, outcome });
}

/** What the settings say is done without asking. */
export async function leaveAsSet(offhook: Pick<Offhook, 'view' | 'request'>, by: By): Promise<void> {
  const { queues } = offhook.view;
  const isIn = queues?.queues?.some(({ mine }) => mine !== null) ?? false;
  if (isIn && (queues?.whenAway === 'pause' || queues?.whenAway === 'sign-out'))
    await leaveQueues(offhook, queues.whenAway, by);
}
