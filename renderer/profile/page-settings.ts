import {
  type AlertSettings,
  type AudioSettings,
  alertSettings,
  audioSettings,
  type LookSettings,
  lookSettings,
  type PopSettings,
  popSettings,
} from '../../preload/contract/desk-settings.ts';
import type { ProfileView } from '../../preload/contract/profile.ts';

/** What of the settings the page itself lives by. */
export interface PageSettings {
  readonly look: LookSettings;
  readonly audio: AudioSettings;
  readonly alerts: AlertSettings;
  readonly pops: PopSettings;
}

interface Section<Value> {
  safeParse(input: unknown): { readonly success: true; readonly data: Value } | { readonly success: false };
}

/** A section another version wrote differently counts as not written: a page must always come up. */
function read<Value>(section: Section<Value>, document: ProfileView['document'], name: string): Value {
  const [found, usual] = [section.safeParse(document[name] ?? {}), section.safeParse({})];
  if (found.success) return found.data;
  if (usual.success) return usual.data;
  throw new Error(`the defaults of ${name} do not satisfy their own schema`);
}

export const pageSettings = (document: ProfileView['document']): PageSettings => ({
  look: read(lookSettings, document, 'look'),
  audio: read(audioSettings, document, 'audio'),
  alerts: read(alertSettings, document, 'alerts'),
  pops: read(popSettings, document, 'pops'),
});
