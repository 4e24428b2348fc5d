import { linkSettings } from '../../../preload/contract/caller-settings.ts';
import type { SettingsProblemView } from '../../../preload/contract/profile-requests.ts';
import { type Document, valueAt } from '../../settings/document.ts';
import type { SettingsChange } from '../../settings/settings-store.ts';

/**
 * What no page may change, whoever sits before it: programs that are started for calls, and the schemes by which others
 * are. A page that was taken over would run what it likes. Null: none of the changes is of that kind.
 */
export function forbiddenToPages(document: Document, changes: readonly SettingsChange[]): SettingsProblemView | null {
  const known = new Set(commandsIn(valueAt(document, 'callLinks')));
  const path = changes.find((change) => {
    if (change.path.split('.')[0] === 'linkSchemes') return true;
    return change.path === 'callLinks' && commandsIn(change.value).some((command) => !known.has(command));
  })?.path;
  if (path === undefined) return null;
  return { path, words: 'programs and schemes are named in settings.json only, not from a page' };
}

/** Whole links: a program may not get another trigger, nor another rule. */
const commandsIn = (links: unknown): readonly string[] => {
  const read = linkSettings.safeParse(links);
  return read.success
    ? read.data.filter(({ command }) => command !== undefined).map((link) => JSON.stringify(link))
    : [];
};
