import type { IconName } from '../ui/icons.tsx';

/** The sections from top to bottom, and the settings in each: what the search looks through. */
export const sections = {
  account: [
    'agent.name',
    'agent.extension',
    'sip.url',
    'sip.username',
    'ami.host',
    'ami.port',
    'ami.username',
    'ami.tls',
    'ari.url',
    'ari.username',
    'tls.trust',
    'mailbox',
    'numbers.country',
    'numbers.dialAs',
    'numbers.prefix',
    'transfers.now',
  ],
  audio: [
    'audio.microphone',
    'audio.speaker',
    'audio.ringer',
    'audio.ringVolume',
    'audio.cancelEcho',
    'audio.reduceNoise',
    'audio.adjustLevel',
    'audio.followHeadset',
    'audio.testCall',
  ],
  keys: [],
  alerts: [
    'alerts.ring',
    'alerts.beepOnCall',
    'pops.where',
    'pops.corner',
    'pops.seconds',
    'pops.overDesk',
    'pops.notes',
  ],
  queues: [
    'queues.names',
    'queues.reasons',
    'queues.plans',
    'queues.penalty',
    'queues.interface',
    'queues.wrapUp',
    'queues.away.whenAway',
    'queues.away.idleMinutes',
    'diversions.recipe',
  ],
  contacts: [
    'contacts.folders',
    'contacts.carddav.url',
    'contacts.carddav.username',
    'contacts.carddav.caFile',
    'contacts.carddav.refreshMinutes',
    'contacts.ldap.url',
    'contacts.ldap.base',
    'contacts.ldap.username',
    'contacts.ldap.filter',
    'contacts.ldap.caFile',
    'contacts.ldap.refreshMinutes',
    'history.dispositions',
    'history.keepDays',
    'history.sharedFolder',
  ],
  links: ['callLinks'],
  crm: [
    'lookup.url',
    'lookup.method',
    'lookup.body',
    'lookup.headers',
    'lookup.fields',
    'lookup.budget',
    'lookup.keepMinutes',
    'api',
    'api.port',
    'api.origins',
  ],
  look: ['look.language', 'look.theme', 'look.contrast', 'look.density', 'look.zoom'],
  privacy: ['privacy.passwords', 'privacy.recorder', 'privacy.recorderMinutes'],
  about: [],
} as const;

export type SectionName = keyof typeof sections;
export type SettingPath = (typeof sections)[SectionName][number];

export const sectionNames: readonly SectionName[] = [
  'account',
  'audio',
  'keys',
  'alerts',
  'contacts',
  'queues',
  'links',
  'crm',
  'look',
  'privacy',
  'about',
];

export const sectionIcons: Readonly<Record<SectionName, IconName>> = {
  account: 'person',
  audio: 'speaker',
  keys: 'keyboard',
  alerts: 'bell',
  contacts: 'book',
  queues: 'headphones',
  links: 'outgoing',
  crm: 'link',
  look: 'sun',
  privacy: 'shield',
  about: 'info',
};

export const isSection = (text: string): text is SectionName => Object.hasOwn(sections, text);

/** The section a setting is in. */
export const sectionOf = (path: SettingPath): SectionName =>
  sectionNames.find((name) => sections[name].some((each) => each === path)) ?? 'account';
