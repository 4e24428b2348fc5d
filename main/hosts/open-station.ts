import { createOffhook } from '../app/create-offhook.ts';
import { type OpenProfileOptions, openProfile } from '../app/station/open-profile.ts';
import type { About } from '../app/station/profile-view.ts';
import { createStation, type Demo, type Station, type StationOptions } from '../app/station/station.ts';
import type { Logger } from '../base/log.ts';
import { failed, type Result, success } from '../base/result.ts';
import { type Journal, openJournal } from '../journal/open-journal.ts';
import { journalKey } from '../secrets/journal-key.ts';
import { openSecrets } from '../secrets/open-secrets.ts';
import type { Sealer } from '../secrets/sealed-store.ts';
import { describeProblem } from '../settings/problem.ts';
import { demoByParent } from './demo-by-parent.ts';
import { rehearsalByParent } from './rehearsal-by-parent.ts';
import { systemClock } from './system-clock.ts';
import { words } from './words/words.ts';

export interface StationPlace {
  readonly folder: string;
  readonly openFile: OpenProfileOptions['openFile'];
  readonly sealer: Sealer | null;
  readonly host: About['host'];
  readonly version: string;
  readonly power?: StationOptions['power'];
  readonly person: NonNullable<StationOptions['person']>;
  readonly opener: NonNullable<StationOptions['opener']>;
  readonly log: Logger;
}

export interface OpenStation {
  readonly station: Station;
  readonly journal: Journal | null;
}

/** What both hosts do alike: the profile, the calls noted before, and the station over both. Fails with words for a person. */
export async function openStation(place: StationPlace): Promise<Result<OpenStation, string>> {
  const { folder, openFile, sealer, log, host, version, power, person, opener } = place;
  const clock = systemClock;
  const { env } = process;
  const open = { openFile, sealer, now: clock.now, log: log.child('profile') };
  const profile = await openProfile({ ...open, folder, env });
  if (!profile.ok) {
    const problems = profile.failure.map((problem) => `  ${describeProblem(problem)}`);
    return failed([words.settingsUnusable(folder), ...problems].join('\n'));
  }
  const keyFrom = (legacy: Buffer | null) => journalKey(profile.value.secrets.store, legacy);
  const journal = await openJournal({ folder, log: log.child('journal'), keyFrom });
  const station = await createStation({
    profile: profile.value,
    clock,
    log,
    random: Math.random,
    journal: journal?.calls ?? null,
    ...(journal !== null && { registered: journal.registered }),
    ...(power && { power }),
    person,
    opener,
    rehearsal: rehearsalByParent(process, env),
    demo: demoOf(open),
    about: { version, host, platform: process.platform, node: process.versions.node },
    makeDesk: (options) => createOffhook({ ...options, practises: true }),
    reopenSecrets: async (of, keep) => {
      const reopened = await openSecrets({ ...open, folder: of.folder, env: of.env, keep, now: () => new Date() });
      return reopened.ok ? reopened.value : of.secrets;
    },
  });
  return success({ station, journal });
}

function demoOf(open: Omit<OpenProfileOptions, 'folder' | 'env'>): Demo | null {
  const start = demoByParent(process, process.env);
  if (start === null) return null;
  const env = { OFFHOOK_DEMO: '1' };
  return {
    start: async () => {
      const folder = await start();
      if (!folder.ok) return folder;
      const profile = await openProfile({ ...open, folder: folder.value, env });
      const rehearsal = rehearsalByParent(process, env);
      if (!profile.ok || rehearsal === null) return failed('the practice PBX came without usable settings');
      return success({ profile: profile.value, rehearsal });
    },
  };
}
