import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pbx } from './pbx.ts';

/** So many contacts an account from now on; one is how most PBXs are set up. */
export async function allowContacts(pbx: Pbx, contacts: number, removeExisting: 'yes' | 'no'): Promise<void> {
  const file = join(pbx.folder, 'etc/pjsip.conf');
  const changed = readFileSync(file, 'utf8')
    .replace(/max_contacts = \d+/, `max_contacts = ${contacts}`)
    .replace(/remove_existing = \w+/, `remove_existing = ${removeExisting}`);
  writeFileSync(file, changed);
  await pbx.cli('module reload res_pjsip.so');
}
