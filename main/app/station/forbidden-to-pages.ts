import { linkSettings } from '../../../preload/contract/caller-settings.ts';
import type { SettingsProblemView } from '../../../preload/contract/profile-requests.ts';
import { type Document, valueAt } from '../../settings/document.ts';
import type { SettingsChange } from '../../settings/settings-store.ts';

/**
 * What no page may change, whoever sits before it: programs that are started for calls, the schemes by which others are, where
 * updates come from, which hosts the system's browser is sent to, whose links set this desk up, and whether it may listen to
 * colleagues. A page that was taken over would run and hear what it likes. Null: none of the changes is of that kind.
 */
export function forbiddenToPages(document: Document, changes: readonly SettingsChange[]): SettingsProblemView | null {
  const known = new Set(commandsIn(valueAt(document, 'callLinks')));
  const path = changes.find((change) => {
    if (sectionsOfFiles.has(change.path.split('.')[0] ?? '') || filesOnly.has(change.path)) return true;
    return change.path === 'callLinks' && commandsIn(change.value).some((command) => !known.has(command));
  })?.path;
  if (path === undefined) return null;
  return {
    path,
    words:
      'programs, schemes, hosts, updates and who is a supervisor are named in settings.json or by an administrator, not from a page',
  };
}

const sectionsOfFiles: ReadonlySet<string> = new Set(['linkSchemes', 'updates', 'links', 'provisioning']);
/** Pages change who the agent is field by field. */
const filesOnly: ReadonlySet<string> = new Set(['agent', 'agent.supervisor']);

/** Whole links: a program may not get another trigger, nor another rule. */
const commandsIn = (links: unknown): readonly string[] => {
  const read = linkSettings.safeParse(links);
  return read.success
    ? read.data.filter(({ command }) => command !== undefined).map((link) => JSON.stringify(link))
    : [];
};
