import { useId } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import { zoomSteps } from '../desk/zoom.ts';
import { t } from '../i18n/texts.ts';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

const path = 'look.zoom';

/** How large everything is drawn. In the browser host that is the browser's business, which keeps it as well. */
export function ZoomSetting({ host }: { readonly host: ProfileView['about']['host'] }) {
  const id = useId();
  const setting = useSetting(path);
  const shown = typeof setting.value === 'number' ? setting.value : 100;
  const held = setting.held ?? (host === 'browser' ? t.settings.zoomByBrowser : null);
  return (
    <SettingFrame path={path} id={id} setting={{ ...setting, held }}>
      <select
        id={id}
        value={shown}
        disabled={held !== null}
        aria-describedby={`${id}said`}
        onChange={(event) => void setting.change(Number(event.target.value))}
      >
        {[...new Set([...zoomSteps, shown])]
          .toSorted((a, b) => a - b)
          .map((percent) => (
            <option key={percent} value={percent}>
              {t.settings.percent(percent)}
            </option>
          ))}
      </select>
    </SettingFrame>
  );
}
