import { expect, test } from 'vitest';
import { forbiddenToPages } from '../../../../main/app/station/forbidden-to-pages.ts';

const crm = { label: 'CRM', url: 'https://crm.example/{e164}', on: 'key' };
const dictation = { label: 'Dictation', command: ['dictate', '{name}'], on: 'answer' };
const document = { callLinks: [crm, dictation] };
const wish = (value: unknown, path = 'callLinks') => forbiddenToPages(document, [{ path, value }]);

test('a page may add, change and remove addresses, and leave or remove programs', () => {
  expect(wish([{ ...crm, on: 'ring' }, dictation])).toBeNull();
  expect(wish([{ ...crm, label: 'Shop' }])).toBeNull();
  expect(wish(undefined)).toBeNull();
  expect(forbiddenToPages(document, [{ path: 'look.theme', value: 'dark' }])).toBeNull();
});

test.each([
  ['a new program', [crm, dictation, { label: 'x', command: ['sh', '-c', 'evil'], on: 'ring' }]],
  ['another program under an old name', [crm, { ...dictation, command: ['evil'] }]],
  ['an old program at another moment', [crm, { ...dictation, on: 'ring' }]],
  ['an address that becomes a program', [{ label: 'CRM', command: ['evil'] }, dictation]],
])('%s is refused to a page, which may have been taken over', (_, links) => {
  expect(wish(links)).toMatchObject({ path: 'callLinks' });
});

test('whether this desk may listen to colleagues is not a page’s, and who its agent is called is', () => {
  expect(wish(true, 'agent.supervisor')).toMatchObject({ path: 'agent.supervisor' });
  expect(wish({ name: 'Ines', extension: '1014', supervisor: true }, 'agent')).toMatchObject({ path: 'agent' });
  expect(wish('Ines', 'agent.name')).toBeNull();
});

test.each([
  ['schemes, by which other programs are started,', 'linkSchemes', ['ms-msdt']],
  ['where updates come from', 'updates.url', 'https://evil.example/offhook'],
  ['all of the updates', 'updates', { url: 'https://evil.example/offhook' }],
  ['which hosts the system’s browser is sent to', 'links.hosts', ['evil.example']],
  ['whose links set this desk up', 'provisioning.key', 'x'],
])('%s is not a page’s either', (_what, path, value) => {
  expect(wish(value, path)).toMatchObject({ path });
});
