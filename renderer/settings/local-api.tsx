import { useCallback, useId, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import type { ApiState } from '../../preload/contract/programs.ts';
import { t } from '../i18n/texts.ts';
import { useEachDesk, useRequests } from '../profile/profile-context.ts';
import { Icon } from '../ui/icons.tsx';
import { ApiManual } from './api-manual.tsx';
import { ApiToken } from './api-token.tsx';
import { TextSetting } from './controls.tsx';
import { valueIn } from './judge-change.ts';
import { ListSetting } from './list-setting.tsx';
import { useSetting } from './use-setting.ts';

/** As docs/API.md has it; whoever has something there already chooses another. */
const usualPort = 41_900;

/** Other programs on this computer: whether they may connect, which pages, and what they know Offhook by. */
export function LocalApi({ profile }: { readonly profile: ProfileView }) {
  const id = useId();
  const setting = useSetting('api');
  const port = valueIn(profile.document, 'api.port');
  const isOn = typeof port === 'number';
  const said = setting.problem ?? setting.held;
  return (
    <section className="setting-group" aria-label={t.crm.api}>
      <h3>{t.crm.api}</h3>
      <p className="field-hint">{t.crm.apiHint}</p>
      <div className="setting setting-beside" data-path="api">
        <label htmlFor={id}>{t.crm.apiOn}</label>
        <button
          id={id}
          type="button"
          role="switch"
          className="switch"
          aria-checked={isOn}
          disabled={setting.held !== null}
          onClick={() => void setting.change(isOn ? null : { port: usualPort, origins: [] })}
        />
        {said !== null && (
          <p className={setting.problem === null ? 'field-held' : 'field-problem'}>
            {setting.problem === null && <Icon name="lock" />}
            {said}
          </p>
        )}
      </div>
      {isOn && (
        <>
          <TextSetting path="api.port" number />
          <ListSetting path="api.origins" />
          <ApiToken isKept={profile.secrets.apiToken} />
          <Served port={port} />
        </>
      )}
      <ApiManual />
    </section>
  );
}

/** Whether a program could connect now, told by main, which holds the port. */
function Served({ port }: { readonly port: number }) {
  const request = useRequests();
  const [state, setState] = useState<ApiState | null>(null);
  const ask = useCallback(async () => {
    const reply = await request.apiState({});
    if (reply.ok) setState(reply.value);
  }, [request]);
  useEachDesk(ask);
  if (state === null) return null;
  const { states } = t.crm;
  const isBad = state.state === 'failed' || state.state === 'no-token';
  return (
    <p role="status" className={isBad ? 'field-problem' : 'field-hint'}>
      {state.state === 'served'
        ? states.served(`${state.port}`)
        : state.state === 'failed'
          ? state.why === 'EADDRINUSE'
            ? states.inUse(`${port}`)
            : states.failed(state.why)
          : states[state.state]}
    </p>
  );
}
