import type { MemberSight, QueueSight } from '../../queues/select-queues.ts';
import type { Settings } from '../../settings/schema.ts';

/** What of the settings says who I am to the queues. */
export type MySettings = Pick<Settings, 'agent' | 'sip' | 'queues'>;

export interface MyPlace {
  /** The PBX's name of it, to the letter. */
  readonly queue: string;
  readonly member: MemberSight;
}

/** What is rung when this desk signs in, and whose state counts. */
export const myInterface = ({ sip, queues }: MySettings) => {
  const device = `PJSIP/${sip.username}`;
  return { interface: queues.interface ?? device, device };
};

/** All that queues may ring for this agent: a member of one of these is this agent. */
export const myDevices = (settings: MySettings): ReadonlySet<string> => {
  const { interface: member, device } = myInterface(settings);
  return new Set([member, device, ...settings.agent.otherPhones]);
};

export const isMine = (
  { interface: member, device }: Pick<MemberSight, 'interface' | 'device'>,
  mine: ReadonlySet<string>,
): boolean => mine.has(member) || mine.has(device);

/** The queues this agent may work in. */
export const myQueuesOf = (sights: readonly QueueSight[], { queues }: MySettings): readonly QueueSight[] =>
  sights.filter(({ name }) => queues.names.length === 0 || queues.names.includes(name));

/** Where this agent is signed in, whatever the settings list. */
export const myPlaces = (sights: readonly QueueSight[], mine: ReadonlySet<string>): readonly MyPlace[] =>
  sights.flatMap(({ name, members }) =>
    members.filter((member) => isMine(member, mine)).map((member) => ({ queue: name, member })),
  );
