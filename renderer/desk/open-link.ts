import type { Bridge } from '../../preload/contract/bridge.ts';
import type { CallId } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';

/** Opens what the settings name for a call; `label` null: the first. */
export async function openLink(bridge: Bridge, store: DeskStore, call: CallId, label: string | null): Promise<void> {
  const links = store.get().view?.calls.find(({ id }) => id === call)?.context?.links ?? [];
  const wanted = label ?? links[0];
  if (wanted === undefined) return;
  const failure = failureText(await bridge.request.openLink({ call, label: wanted }));
  store.set({ notice: failure === null ? null : t.contact.notOpened(wanted, failure) });
}
