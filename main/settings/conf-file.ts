import Conf from 'conf';
import type { SettingsFile } from './settings-store.ts';

/** How both hosts' files are kept: the same name and form, for their owner alone. */
export const fileOptions = { configFileMode: 0o600, accessPropertiesByDotNotation: false } as const;

/** settings.json of a profile by conf, which replaces it in one rename. */
export const openConfFile = (folder: string): SettingsFile =>
  new Conf({ ...fileOptions, cwd: folder, configName: 'settings' });
