import { expect, it } from 'vitest';
import { useDesk } from './use-desk.ts';

const lab = useDesk();

it('shows what the dialplan sent along, by channel variable and by header of the INVITE, under the settings’ labels', async () => {
  const values = [{ name: 'x-crm-id', label: 'Customer' }, { name: 'CRM_ID' }, { name: 'NOT_THERE' }];
  const desk = await lab.sit('1001', { values });
  const { call } = await lab.answered(desk);
  const { values: shown } = await desk.call(({ id, values: known = {} }) => id === call.id && 'CRM_ID' in known);
  expect(shown).toEqual({ Customer: 'C-15551230001', CRM_ID: 'C-15551230001' });
});

it('shows nothing that is not named in the settings', async () => {
  const { desk, call } = await lab.inCall();
  expect((await desk.call(({ id }) => id === call.id)).values).toEqual({});
});
