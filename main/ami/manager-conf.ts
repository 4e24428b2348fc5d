/** What one desk is let do on the manager interface, as its section of manager.conf. */
export interface ManagerUser {
  /** The section's name, which is the user name. */
  readonly username: string;
  readonly secret: string;
  /** Networks the desk may come from, as 192.0.2.0/24 or 192.0.2.7; none: anybody who reaches the port. */
  readonly permit: readonly string[];
  /** Names of the events the desk reads; the others are not sent to it. Null: all of its classes. */
  readonly events: readonly string[] | null;
  /** `new` from 18.26, 20.11, 21.6 and 22.1 on. */
  readonly syntax: 'old' | 'new';
  /** Hang up, park, transfer, set variables: of any channel. */
  readonly transfers: boolean;
  /** Join, leave and pause in queues: for any member. */
  readonly queues: boolean;
  readonly originate: boolean;
  readonly userEvents: boolean;
}

/** Milliseconds one event may wait to be taken. The least is 100, at which a busy computer is cut off. */
const writeTimeout = 5_000;

interface Grant {
  readonly class: string;
  readonly of: (user: ManagerUser) => boolean;
  /** What whoever steals the secret can then do. */
  readonly theft: string;
}

/** Write classes, and why each is there. */
const grants: readonly Grant[] = [
  {
    class: 'reporting',
    of: () => true,
    theft:
      'see every call, queue and mailbox count, and read channel variables, which is enough to take a SIP call over',
  },
  {
    class: 'call',
    of: ({ transfers }) => transfers,
    theft: 'hang up, park and transfer any call, to anywhere the dialplan leads, and set its variables',
  },
  { class: 'agent', of: ({ queues }) => queues, theft: 'put anybody into a queue, take him out or pause him' },
  {
    class: 'originate',
    of: ({ originate }) => originate,
    theft: 'begin calls to any number at your cost, and listen to calls under way',
  },
  {
    class: 'user',
    of: ({ userEvents }) => userEvents,
    theft:
      'move and delete anybody’s voicemail, and forge events: over HTTP any event at all, so that every desk sees what never happened',
  },
];

/** What is wrong with it, in words; null: nothing. A line break in a value would begin a setting of its own. */
export function faultOfManagerUser(user: ManagerUser): string | null {
  if (!/^[\w.*#+-]{1,79}$/.test(user.username) || user.username === 'general') {
    return 'the user name needs 1 to 79 letters, digits or _ . * # + -';
  }
  if (!/^[!-:<-~]{1,200}$/.test(user.secret)) {
    return 'the secret needs 1 to 200 characters without spaces and semicolons';
  }
  const bad = user.permit.find((network) => !/^[\da-fA-F.:]+(?:\/[\d.]{1,15})?$/.test(network));
  if (bad !== undefined) return `${bad} is no network such as 192.0.2.0/24`;
  const event = user.events?.find((name) => !/^\w+$/.test(name));
  return event === undefined ? null : `${event} is no name of an event`;
}

/** The section, ready to be pasted. Least rights: what is not switched on is not in it. */
export function managerConf(user: ManagerUser): string {
  const given = grants.filter((grant) => grant.of(user));
  return [
    ...comment(user, given),
    `[${user.username}]`,
    `secret = ${user.secret}`,
    ...(user.permit.length > 0
      ? ['deny = 0.0.0.0/0.0.0.0', 'deny = ::/0', ...user.permit.map((network) => `permit = ${network}`)]
      : []),
    `read = ${['call', 'agent', ...(user.userEvents ? ['user'] : [])].join(',')}`,
    `write = ${given.map((grant) => grant.class).join(',')}`,
    `writetimeout = ${writeTimeout}`,
    ...filterLines(user),
    '',
  ].join('\n');
}

function comment(user: ManagerUser, given: readonly Grant[]): readonly string[] {
  const withheld = grants.filter((grant) => !grant.of(user)).map((grant) => grant.class);
  return [
    `; Offhook's desk ${user.username}. Whoever steals this secret can:`,
    ...given.map(({ theft }) => `;   - ${theft}`),
    ';   - kick anybody out of a bridge and see every queue: Asterisk asks no class for that',
    ...(withheld.length > 0 ? [`; Left out, since nothing that needs it is switched on: ${withheld.join(', ')}.`] : []),
    ...(user.permit.length === 0
      ? ['; Anybody who reaches the port may try: name the desk’s network with permit.']
      : []),
    '; Let the secret travel over TLS (tlsenable in [general]) wherever the network is not your own.',
  ];
}

/** Events that come only to those with these rights. */
function eventsOf({ events, originate, userEvents }: ManagerUser): readonly string[] {
  const wanted = new Set(events ?? []);
  if (originate) wanted.add('OriginateResponse');
  if (!userEvents) wanted.delete('UserEvent');
  // Class system, which no desk has.
  wanted.delete('FullyBooted');
  return [...wanted].toSorted((a, b) => a.localeCompare(b));
}

/**
 * Old: one extended regular expression over the event's whole text. New: matched by name, before the text is made
 * (manager.c, `match_eventdata`). Either saves bytes, not the PBX's time.
 */
function filterLines(user: ManagerUser): readonly string[] {
  if (user.events === null) return [];
  const names = eventsOf(user);
  if (user.syntax === 'new') return names.map((name) => `eventfilter(action(include),name(${name})) =`);
  return inGroups(names).map((group) => `eventfilter = Event: (${group.join('|')})[[:space:]]`);
}

/** config.c reads lines of 8 kB, people shorter ones. Several include filters let pass what any one of them does. */
function inGroups(names: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (const name of names) {
    const last = groups.at(-1);
    if (last !== undefined && [...last, name].join('|').length <= 90) last.push(name);
    else groups.push([name]);
  }
  return groups;
}
