import type { DeskView } from '../../../preload/contract/views.ts';

/** What a host that looks at a desk sees while there is none. */
export const emptyView = (now: number): DeskView => ({
  revision: 0,
  agent: { name: '', extension: '', state: 'offline', since: now },
  links: { sip: { state: 'off' }, ami: { state: 'off' }, ari: { state: 'off' } },
  voicemail: null,
  calls: [],
  parked: null,
  today: [],
  todayCount: 0,
  audio: { served: false, microphone: 'unknown' },
  ring: { rings: 'no', why: 'down' },
  rehearsals: [],
});
