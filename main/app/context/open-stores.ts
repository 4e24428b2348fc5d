import { openDirectory } from '../../directory/open-directory.ts';
import { openHistory } from '../../history/open-history.ts';
import type { OffhookOptions } from '../offhook.ts';
import type { Stores } from './callers.ts';

/** The profile's directory and history; null: there is no folder to keep them in. */
export function openStores({ folder, settings, clock, log }: OffhookOptions): Stores | null {
  if (folder === null) return null;
  const { country } = settings.numbers;
  return {
    directory: openDirectory({
      folder,
      watched: settings.contacts.folders,
      country,
      clock,
      log: log.child('directory'),
    }),
    history: openHistory({ folder, keepDays: settings.history.keepDays, clock, log: log.child('history') }),
  };
}
