import { expect, test } from 'vitest';
import { settingsSchema } from '../../../main/settings/schema.ts';

const withAmi = (ami: unknown) =>
  settingsSchema.safeParse({
    agent: { name: 'Ines Varga', extension: '1014' },
    sip: { url: 'wss://pbx.example/ws', username: '1014' },
    ami,
  });

test.each([
  [{ host: 'pbx.example' }, { road: 'socket', host: 'pbx.example', port: 5038, tls: false }],
  [
    { host: 'pbx.example', port: 5039, tls: true },
    { road: 'socket', host: 'pbx.example', port: 5039, tls: true },
  ],
  [{ url: 'https://pbx.example:8089/rawman' }, { road: 'http', url: 'https://pbx.example:8089/rawman' }],
])('%j reaches the manager', (ami, road) => {
  expect(withAmi({ ...ami, username: 'desk' }).data?.ami).toEqual({ ...road, username: 'desk' });
});

test.each([
  [{ host: 'pbx.example', url: 'https://pbx.example/rawman' }, 'ami.url', 'leave out ami.host'],
  [{ port: 5039, url: 'https://pbx.example/rawman' }, 'ami.url', 'leave out ami.port'],
  [{}, 'ami.host', 'expected a host, or a url'],
  [{ url: 'wss://pbx.example/rawman' }, 'ami.url', 'starts with https:// or http://'],
  [{ url: 'https://desk:secret@pbx.example/rawman' }, 'ami.url', 'holds no password'],
])('%j is refused at %s: %s', (ami, path, words) => {
  const issues = withAmi({ ...ami, username: 'desk' }).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  expect(issues[0]?.message).toContain(words);
});
