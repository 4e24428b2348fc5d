import type { ReactNode } from 'react';
import { t } from '../i18n/texts.ts';
import { useProfile } from '../profile/profile-context.ts';
import { Icon } from '../ui/icons.tsx';
import type { SettingPath } from './sections.ts';
import type { Setting } from './use-setting.ts';

interface FrameProps {
  readonly path: SettingPath;
  readonly id: string;
  readonly setting: Setting;
  /** While somebody types. */
  readonly problem?: string | null;
  /** A switch stands beside its words, everything else below. */
  readonly beside?: boolean;
  readonly children: ReactNode;
}

/** A setting's name, its control, and under it what is wrong, who locked it, or what it means. */
export function SettingFrame({ path, id, setting, problem = null, beside = false, children }: FrameProps) {
  const lockedBy = useProfile()?.lockedBy ?? '';
  const hints: Readonly<Partial<Record<string, string>>> = t.settings.hints;
  const wrong = problem ?? setting.problem;
  const said = wrong ?? setting.held ?? (setting.origin === 'policy' ? t.settings.byPolicy(lockedBy) : hints[path]);
  const tone = wrong !== null ? 'field-problem' : setting.held !== null ? 'field-held' : 'field-hint';
  return (
    <div className={beside ? 'setting setting-beside' : 'setting'} data-path={path}>
      <label htmlFor={id} id={`${id}name`}>
        {t.settings.items[path]}
      </label>
      {children}
      {said !== undefined && (
        <p id={`${id}said`} className={tone} role={wrong === null ? undefined : 'alert'}>
          {setting.held !== null && <Icon name="lock" />}
          {said}
        </p>
      )}
    </div>
  );
}
