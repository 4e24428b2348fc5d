import { useState } from 'react';
import type { SettingOrigin } from '../../preload/contract/profile.ts';
import { said, t } from '../i18n/texts.ts';
import { useProfile, useRequests } from '../profile/profile-context.ts';
import { judgeChange, valueIn } from './judge-change.ts';

export interface Setting {
  readonly value: unknown;
  /** null: the default. */
  readonly origin: SettingOrigin | null;
  /** Why it cannot be changed here, in words; null: it can. */
  readonly held: string | null;
  /** What is wrong with the last wish. */
  readonly problem: string | null;
  /** While somebody types: what would be wrong with it. */
  readonly judge: (value: unknown) => string | null;
  /** undefined: back to the default. */
  readonly change: (value: unknown) => Promise<void>;
}

/** One value of the settings, live: as it is, where it comes from, and how to change it. */
export function useSetting(path: string): Setting {
  const profile = useProfile();
  const request = useRequests();
  const [problem, setProblem] = useState<string | null>(null);
  const document = profile?.document ?? {};
  const origins = profile?.origins ?? {};
  const over = Object.entries(origins).filter(
    ([at]) => at === path || at.startsWith(`${path}.`) || path.startsWith(`${at}.`),
  );
  const origin = originAmong(over.map(([, each]) => each));
  const held =
    origin === 'locked'
      ? t.settings.locked(profile?.lockedBy ?? '')
      : origin === 'environment'
        ? t.settings.environment
        : null;
  return {
    value: valueIn(document, path),
    origin,
    held,
    problem,
    judge: (value) => judgeChange(document, path, value),
    change: async (value) => {
      const reply = await request.changeSettings({ changes: [value === undefined ? { path } : { path, value }] });
      if (!reply.ok) return setProblem(t.settings.lost);
      const { value: saved } = reply;
      setProblem(saved.outcome === 'saved' ? null : t.settings.notSaved(said(saved.problems[0]?.words ?? '')));
    },
  };
}

/** The strongest of those that say something. */
const originAmong = (origins: readonly SettingOrigin[]): SettingOrigin | null =>
  (['locked', 'environment', 'own', 'policy'] as const).find((each) => origins.includes(each)) ?? null;
