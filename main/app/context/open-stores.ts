import { openDirectory } from '../../directory/open-directory.ts';
import type { ConfiguredServer } from '../../directory/sources/server-sync.ts';
import { openHistory } from '../../history/open-history.ts';
import type { OffhookOptions } from '../offhook.ts';
import type { Stores } from './callers.ts';

/** The profile's directory and history, which read what can wait once it `begins`; null: there is no folder to keep them in. */
export function openStores(
  { folder, settings, secrets, clock, log }: OffhookOptions,
  begins: Promise<void>,
): Stores | null {
  if (folder === null) return null;
  const { country } = settings.numbers;
  return {
    directory: openDirectory({
      folder,
      watched: settings.contacts.folders,
      servers: serversOf({ settings, secrets }),
      country,
      clock,
      log: log.child('directory'),
      begins,
    }),
    history: openHistory({
      folder,
      keepDays: settings.history.keepDays,
      shared: sharedBy(settings),
      clock,
      log: log.child('history'),
      begins,
    }),
  };
}

/** By extension and SIP user: two phones of one person are two desks. */
const sharedBy = ({ history, agent, sip }: OffhookOptions['settings']) =>
  history.sharedFolder === null ? null : { folder: history.sharedFolder, desk: `${agent.extension}-${sip.username}` };

/** The servers whose people are read. */
function serversOf({ settings, secrets }: Pick<OffhookOptions, 'settings' | 'secrets'>): readonly ConfiguredServer[] {
  const { carddav, ldap } = settings.contacts;
  const servers: ConfiguredServer[] = [];
  if (carddav !== null) {
    const { refreshMinutes, ...server } = carddav;
    servers.push({ server: { kind: 'carddav', ...server }, password: secrets.carddavPassword ?? null, refreshMinutes });
  }
  if (ldap !== null) {
    const { refreshMinutes, ...server } = ldap;
    servers.push({ server: { kind: 'ldap', ...server }, password: secrets.ldapPassword ?? null, refreshMinutes });
  }
  return servers;
}
