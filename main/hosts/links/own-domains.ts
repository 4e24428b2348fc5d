import type { Settings } from '../../settings/schema.ts';

/** The domains whose SIP users are our PBX's. */
export function domainsOf({ sip }: Pick<Settings, 'sip'>): readonly string[] {
  const host = URL.parse(sip.url)?.hostname ?? '';
  return [sip.domain ?? '', host].filter((name) => name !== '');
}
