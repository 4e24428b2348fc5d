// @ts-check
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where a person's settings live unless --profile says otherwise.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export const defaultProfile = (platform, env, home = homedir()) => {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Offhook');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Offhook');
  const config = env['XDG_CONFIG_HOME'];
  return join(config !== undefined && config !== '' ? config : join(home, '.config'), 'offhook');
};

/**
 * A profile folder for one demo, readable by this user alone.
 * @param {{ settings: unknown, secrets: unknown }} profile
 * @returns {{ folder: string, remove: () => void }}
 */
export const writeTemporaryProfile = ({ settings, secrets }, parent = tmpdir()) => {
  const folder = mkdtempSync(join(parent, 'offhook-demo-'));
  writeFileSync(join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
  writeFileSync(join(folder, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
};

/** @param {string} folder */
export const howToWriteSettings = (
  folder,
) => `To use your own PBX, run npm start -- --setup, or write two files and start again:

  ${join(folder, 'settings.json')}
    { "agent": { "name": "Ada", "extension": "1001" },
      "sip": { "url": "wss://pbx.example:8089/ws", "username": "1001" } }

  ${join(folder, 'secrets.json')}   (chmod 600)
    { "sipPassword": "…" }

README.md has the lines Asterisk needs, and the settings for AMI and ARI.`;
