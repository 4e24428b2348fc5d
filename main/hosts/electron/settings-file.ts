import Store from 'electron-store';
import { fileOptions } from '../../settings/conf-file.ts';
import type { SettingsFile } from '../../settings/settings-store.ts';

/** settings.json of a profile by electron-store, which is conf with Electron's own places: the file is the same. */
export const openElectronFile = (folder: string): SettingsFile =>
  new Store({ ...fileOptions, cwd: folder, name: 'settings' });
