import { describe, expect, it } from 'vitest';
import { faultOfManagerUser, type ManagerUser, managerConf } from '../../../main/ami/manager-conf.ts';

const least: ManagerUser = {
  ...{ username: 'agent1014', secret: 's3cret', permit: ['192.0.2.0/24'], syntax: 'old' },
  events: ['Newchannel', 'Hangup', 'UserEvent', 'FullyBooted'],
  ...{ transfers: false, queues: false, originate: false, userEvents: false },
};
const everything = { transfers: true, queues: true, originate: true, userEvents: true };
const settings = (user: ManagerUser) =>
  managerConf(user)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(';'));
const comments = (user: ManagerUser) =>
  managerConf(user)
    .split('\n')
    .filter((line) => line.startsWith(';'))
    .join('\n');

describe('a desk’s section of manager.conf', () => {
  it('holds the least rights unless more is switched on', () => {
    expect(settings(least)).toEqual([
      '[agent1014]',
      'secret = s3cret',
      'deny = 0.0.0.0/0.0.0.0',
      'deny = ::/0',
      'permit = 192.0.2.0/24',
      'read = call,agent',
      'write = reporting',
      'writetimeout = 5000',
      'eventfilter = Event: (Hangup|Newchannel)[[:space:]]',
    ]);
  });

  it('holds what features need that are switched on', () => {
    expect(settings({ ...least, ...everything })).toEqual(
      expect.arrayContaining([
        'read = call,agent,user',
        'write = reporting,call,agent,originate,user',
        'eventfilter = Event: (Hangup|Newchannel|OriginateResponse|UserEvent)[[:space:]]',
      ]),
    );
  });

  it('names events one by one in the new syntax', () => {
    const filters = settings({ ...least, syntax: 'new' }).filter((line) => line.startsWith('eventfilter'));
    expect(filters).toEqual([
      'eventfilter(action(include),name(Hangup)) =',
      'eventfilter(action(include),name(Newchannel)) =',
    ]);
  });

  it('filters nothing when every event is wanted', () => {
    expect(managerConf({ ...least, events: null })).not.toContain('eventfilter');
  });

  it('breaks a long filter into lines that a person can read', () => {
    const events = Array.from({ length: 40 }, (_, at) => `SomeEventName${at}`);
    const filters = settings({ ...least, events }).filter((line) => line.startsWith('eventfilter'));
    expect(filters.length).toBeGreaterThan(3);
    expect(Math.max(...filters.map((line) => line.length))).toBeLessThan(140);
    for (const event of events) expect(filters.filter((line) => line.match(`[(|]${event}[)|]`))).toHaveLength(1);
  });

  it('says what a thief could do with the secret, and what was left out', () => {
    expect(comments(least)).toContain(
      'Left out, since nothing that needs it is switched on: call, agent, originate, user.',
    );
    expect(comments(least)).not.toContain('forge events');
    expect(comments({ ...least, ...everything })).toMatch(/begin calls to any number.*forge events/s);
    expect(comments({ ...least, ...everything })).not.toContain('Left out');
  });

  it('warns when anybody may try', () => {
    expect(settings({ ...least, permit: [] }).filter((line) => /^(?:deny|permit)/.test(line))).toEqual([]);
    expect(comments({ ...least, permit: [] })).toContain('Anybody who reaches the port may try');
  });

  it.each([
    ['a line break in the secret', { secret: 'a\nwrite = all' }],
    ['a comment in the secret', { secret: 'a;b' }],
    ['a section as its name', { username: 'x]\n[y' }],
    ['the general section', { username: 'general' }],
    ['a network that is none', { permit: ['everywhere'] }],
    ['a setting as a network', { permit: ['10.0.0.0/8\nwrite = all'] }],
    ['an event that ends the expression', { events: ['Hangup)|(.*'] }],
  ])('refuses %s', (_what, change) => {
    expect(faultOfManagerUser({ ...least, ...change })).not.toBeNull();
    expect(faultOfManagerUser(least)).toBeNull();
  });
});
