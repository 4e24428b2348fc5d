import type { Dialog } from 'electron';
import type { DeskView } from '../../../preload/contract/views.ts';
import type { Offhook } from '../../app/offhook.ts';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/log.ts';
import { leaveQueues, signedInTo } from '../leave-queues.ts';
import { words } from '../words/words.ts';
import { nameOf } from './notification-pops.ts';

export interface LeaveGuardOptions {
  readonly offhook: Pick<Offhook, 'view' | 'request'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Whether Offhook may be left now. On a call the person is asked, and staying is what Enter does; whoever is signed in to
 * queues is asked whether to sign out first, where the settings do not say what is done.
 */
export async function mayLeave(options: LeaveGuardOptions): Promise<boolean> {
  const { view } = options.offhook;
  if (!(await endsCall(view, options.dialog))) return false;
  const queues = signedInTo(view);
  if (queues.length === 0 || view.queues?.whenAway !== 'ask') return true;
  const text = words.leaveQueues;
  const { response } = await options.dialog.showMessageBox({
    type: 'question',
    title: text.title,
    message: text.question(queues.join(', ')),
    detail: text.means,
    buttons: [text.signOut, text.stayIn, text.cancel],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  if (response === 0) await leaveQueues(options.offhook, 'sign-out', options);
  return response !== 2;
}

/** True: there is none, or it may end. */
async function endsCall(view: DeskView, dialog: Pick<Dialog, 'showMessageBox'>): Promise<boolean> {
  const call = view.calls.find(
    ({ phase, device }) => (phase === 'active' || phase === 'held') && device !== 'other-phone',
  );
  if (call === undefined) return true;
  const text = words.leave;
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: text.title,
    message: text.question(nameOf(call)),
    detail: text.means,
    buttons: [text.stay, text.leave],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
