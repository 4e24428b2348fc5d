import { type Result, success } from '../base/result.ts';
import { ask } from './asks/ask.ts';
import { askCommands, type ListedCommand } from './asks/core.ts';
import type { AmiClient } from './client.ts';
import type { AmiRefusal } from './refusal.ts';

/** Something a person may want of a PBX, and the action it takes. */
const features = {
  'see calls': 'Status',
  'see queues': 'QueueStatus',
  'see parked calls': 'ParkedCalls',
  'see who is busy': 'ExtensionStateList',
  'see device states': 'DeviceStateList',
  'see presence': 'PresenceStateList',
  'count messages': 'MailboxCount',
  'hang up a call': 'Hangup',
  'send a call elsewhere': 'Redirect',
  'transfer a call': 'BlindTransfer',
  'park a call': 'Park',
  'read variables': 'Getvar',
  'set variables': 'Setvar',
  'read the database': 'DBGet',
  'write to the database': 'DBPut',
  'delete from the database': 'DBDel',
  'join a queue': 'QueueAdd',
  'leave a queue': 'QueueRemove',
  'pause in a queue': 'QueuePause',
  'set a penalty': 'QueuePenalty',
  'begin a call': 'Originate',
  'tell other desks': 'UserEvent',
  'move a message': 'VoicemailMove',
  'start recording': 'MixMonitor',
  'stop recording': 'StopMixMonitor',
  'pause recording': 'MixMonitorMute',
  'see conferences': 'ConfbridgeListRooms',
  'mute in a conference': 'ConfbridgeMute',
  'remove from a conference': 'ConfbridgeKick',
  'see every channel': 'CoreShowChannels',
  'filter events': 'Filter',
} as const;
export type AmiFeature = keyof typeof features;
export const amiFeatures = Object.keys(features) as readonly AmiFeature[];

type Action = (typeof features)[AmiFeature];

/** Classes of which any one is enough for the action (22.10's `ast_manager_register`s); none: every user may. */
const classesOf: Readonly<Record<Action, readonly string[]>> = {
  Status: ['call', 'reporting', 'system'],
  QueueStatus: [],
  ParkedCalls: ['call'],
  ExtensionStateList: ['call', 'reporting'],
  DeviceStateList: ['call', 'reporting'],
  PresenceStateList: ['call', 'reporting'],
  MailboxCount: ['call', 'reporting'],
  Hangup: ['call', 'system'],
  Redirect: ['call'],
  BlindTransfer: ['call'],
  Park: ['call'],
  Getvar: ['call', 'reporting'],
  Setvar: ['call'],
  DBGet: ['system', 'reporting'],
  DBPut: ['system'],
  DBDel: ['system'],
  QueueAdd: ['agent'],
  QueueRemove: ['agent'],
  QueuePause: ['agent'],
  QueuePenalty: ['agent'],
  Originate: ['originate'],
  UserEvent: ['user'],
  VoicemailMove: ['user'],
  MixMonitor: ['system'],
  StopMixMonitor: ['call', 'system'],
  MixMonitorMute: ['call', 'system'],
  ConfbridgeListRooms: ['reporting'],
  ConfbridgeMute: ['call'],
  ConfbridgeKick: ['call'],
  CoreShowChannels: ['reporting', 'system'],
  Filter: ['system'],
};

/** What brings the actions that are not Asterisk's core's. */
const moduleOf: Readonly<Partial<Record<Action, string>>> = {
  QueueStatus: 'app_queue',
  QueueAdd: 'app_queue',
  QueueRemove: 'app_queue',
  QueuePause: 'app_queue',
  QueuePenalty: 'app_queue',
  ParkedCalls: 'res_parking',
  Park: 'res_parking',
  DeviceStateList: 'res_manager_devicestate',
  PresenceStateList: 'res_manager_presencestate',
  VoicemailMove: 'app_voicemail',
  MixMonitor: 'app_mixmonitor',
  StopMixMonitor: 'app_mixmonitor',
  MixMonitorMute: 'app_mixmonitor',
  ConfbridgeListRooms: 'app_confbridge',
  ConfbridgeMute: 'app_confbridge',
  ConfbridgeKick: 'app_confbridge',
};

export type Capability =
  | { readonly kind: 'yes' }
  /** The user's `write` line in manager.conf holds none of these. */
  | { readonly kind: 'needs-class'; readonly classes: readonly string[] }
  /** The user may, but this Asterisk knows no such action: its module is not loaded; null: it is too old. */
  | { readonly kind: 'not-loaded'; readonly module: string | null };

export type Capabilities = Readonly<Record<AmiFeature, Capability>>;

/**
 * What this user can do here. Asterisk lists what is loaded and permitted, and says no more: a class is taken for given
 * when something is listed that nothing else would permit, a module for missing when something of it is not listed that
 * the user may use.
 */
export function capabilitiesFrom(commands: readonly ListedCommand[]): Capabilities {
  const rights = rightsIn(commands);
  const entries = amiFeatures.map((feature) => [feature, capabilityOf(features[feature], rights)] as const);
  return Object.fromEntries(entries) as Record<AmiFeature, Capability>;
}

interface Rights {
  isListed(action: string): boolean;
  mayUse(classes: readonly string[]): boolean;
}

function rightsIn(commands: readonly ListedCommand[]): Rights {
  const listed = new Set(commands.map(({ name }) => name.toLowerCase()));
  const given = new Set(commands.flatMap(({ classes }) => (classes.length === 1 ? classes : [])));
  return {
    isListed: (action) => listed.has(action.toLowerCase()),
    mayUse: (classes) => classes.length === 0 || classes.some((each) => given.has(each)),
  };
}

function capabilityOf(action: Action, rights: Rights): Capability {
  if (rights.isListed(action)) return { kind: 'yes' };
  const [classes, module = null] = [classesOf[action], moduleOf[action]];
  const mayUse = rights.mayUse(classes);
  if (module === null || isSeen(module, rights)) {
    return mayUse ? { kind: 'not-loaded', module: null } : { kind: 'needs-class', classes };
  }
  const isMissing = actionsOf(module).some((each) => rights.mayUse(each.classes));
  return isMissing ? { kind: 'not-loaded', module } : { kind: 'needs-class', classes };
}

/** What a module brings on every Asterisk. VoicemailMove is younger than its module. */
const actionsOf = (module: string): readonly ListedCommand[] =>
  module === 'app_voicemail'
    ? [{ name: 'VoicemailUsersList', classes: ['call', 'reporting'] }]
    : Object.values(features)
        .filter((action) => moduleOf[action] === module)
        .map((action) => ({ name: action, classes: classesOf[action] }));

const isSeen = (module: string, rights: Rights): boolean => actionsOf(module).some(({ name }) => rights.isListed(name));

/** One line a person can act on: "start recording needs class system". Null: nothing is missing. */
export function missingWords(feature: AmiFeature, capability: Capability): string | null {
  switch (capability.kind) {
    case 'yes':
      return null;
    case 'needs-class':
      return `${feature} needs class ${capability.classes.join(' or ')}`;
    case 'not-loaded': {
      const { module } = capability;
      return module === null
        ? `${feature} needs the action ${features[feature]}, for which this Asterisk is too old`
        : `${feature} needs the module ${module}: have it loaded on the PBX (modules.conf, or \`module load ${module}.so\`)`;
    }
  }
}

/**
 * Asks the PBX; after every login, for users and modules change. Where the list leaves open whether a class or the module
 * is missing, the bare action is sent, which does nothing: "denied" to a user without the class, "unknown" without the
 * module (manager.c, `process_message`).
 */
export async function capabilities(client: AmiClient): Promise<Result<Capabilities, AmiRefusal>> {
  const commands = await ask(client, askCommands());
  if (!commands.ok) return commands;
  const found = capabilitiesFrom(commands.value);
  const rights = rightsIn(commands.value);
  const entries = amiFeatures.map(async (feature): Promise<readonly [AmiFeature, Capability]> => {
    const [action, capability] = [features[feature], found[feature]];
    const module = moduleOf[action] ?? null;
    if (capability.kind !== 'needs-class' || module === null || isSeen(module, rights)) return [feature, capability];
    const answer = await client.action({ name: action, fields: [] });
    const isUnknown = !answer.ok && answer.failure.kind === 'unknown-action';
    return [feature, isUnknown ? { kind: 'not-loaded', module } : capability];
  });
  return success(Object.fromEntries(await Promise.all(entries)) as Record<AmiFeature, Capability>);
}
