import type { Dialog } from 'electron';
import type { DeskView } from '../../../preload/contract/views.ts';
import { words } from '../words/words.ts';
import { nameOf } from './notification-pops.ts';

/** Whether Offhook may be left now. On a call the person is asked, and staying is what Enter does. */
export async function mayLeave(view: DeskView, dialog: Pick<Dialog, 'showMessageBox'>): Promise<boolean> {
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
