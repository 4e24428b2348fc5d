import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';

export interface LoginItem {
  readonly isOn: () => boolean;
  readonly set: (on: boolean) => void;
}

/** Whether the system starts Offhook when the person logs in. The system keeps it: no setting can say otherwise. */
export function loginItem(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  place: { readonly platform: NodeJS.Platform; readonly config: string; readonly program: string },
): LoginItem {
  return place.platform === 'linux'
    ? autostartFile(join(place.config, 'autostart', `${desktopId}.desktop`), place.program)
    : {
        isOn: () => app.getLoginItemSettings().openAtLogin,
        set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin }),
      };
}

/** Also the name of the installed .desktop file: by it GNOME knows whose global keys are whose. */
export const desktopId = 'example.offhook.Offhook';

/** Electron has no login items on Linux; the Desktop Application Autostart Specification has this file. */
function autostartFile(file: string, program: string): LoginItem {
  return {
    isOn: () => existsSync(file),
    set: (on) => {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      // Quoted by the Desktop Entry Specification's rules for Exec.
      const quoted = program.replaceAll(/["`$\\]/g, '\\$&');
      writeFileSync(
        file,
        `[Desktop Entry]\nType=Application\nName=Offhook\nExec="${quoted}" --hidden\nX-GNOME-Autostart-enabled=true\n`,
      );
    },
  };
}
