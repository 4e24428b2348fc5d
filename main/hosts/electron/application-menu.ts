import type { MenuItemConstructorOptions } from 'electron';

/** On macOS copy, paste and quit live in the menu; elsewhere the desk's own keys are all there is. */
export const applicationMenu = (platform: NodeJS.Platform): MenuItemConstructorOptions[] | null =>
  platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] : null;
