import { useCallback, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import type { ApiState } from '../../preload/contract/programs.ts';
import { assertNever } from '../base/assert-never.ts';
import { t } from '../i18n/texts.ts';
import { useEachDesk, useRequests } from '../profile/profile-context.ts';
import { ApiManual } from './api-manual.tsx';
import { ApiToken } from './api-token.tsx';
import { SwitchSetting, TextSetting } from './controls.tsx';
import { valueIn } from './judge-change.ts';
import { ListSetting } from './list-setting.tsx';

/** As docs/API.md has it; whoever has something there already chooses another. */
const usualPort = 41_900;

/** Other programs on this computer: whether they may connect, which pages, and what they know Offhook by. */
export function LocalApi({ profile }: { readonly profile: ProfileView }) {
  const port = valueIn(profile.document, 'api.port');
  const isOn = typeof port === 'number';
  return (
    <section className="setting-group" aria-label={t.crm.api}>
      <h3>{t.crm.api}</h3>
      <p className="field-hint">{t.crm.apiHint}</p>
      <SwitchSetting path="api" section={{ port: usualPort, origins: [] }} />
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
  const isBad = state.state === 'failed' || state.state === 'no-token';
  return (
    <p role="status" className={isBad ? 'field-problem' : 'field-hint'}>
      {servedText(state, port)}
    </p>
  );
}

/** What became of the port the settings name, and what to do where it is of no use. */
export function servedText(state: ApiState, port: number): string {
  const { states } = t.crm;
  switch (state.state) {
    case 'served':
      return states.served(`${state.port}`);
    case 'failed':
      return state.why === 'EADDRINUSE' ? states.inUse(`${port}`) : states.failed(state.why);
    case 'off':
    case 'no-token':
      return states[state.state];
    default:
      return assertNever(state, 'state of the local API');
  }
}
