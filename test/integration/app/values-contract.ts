import { describe, expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import { type DeskLab, type Road, roads } from './use-desk.ts';

/** What the dialplan knows of a caller, by whatever road it reaches the desk. */
export function valuesContract(lab: DeskLab): void {
  describe.each<Road>(['AMI', 'ARI', 'AMI and ARI'])('a desk with %s', (road) => {
    const sit = (more = {}) => lab.sit('1001', { ...roads[road](lab.pbx), ...more });

    it('shows what the dialplan sent along, by channel variable and by header of the INVITE, under the settings’ labels', async () => {
      const values = [{ name: 'x-crm-id', label: 'Customer' }, { name: 'CRM_ID' }, { name: 'NOT_THERE' }];
      const { call, desk } = await lab.answered(await sit({ values }));
      const { values: shown } = await desk.call(({ id, values: known = {} }) => id === call.id && 'CRM_ID' in known);
      expect(shown).toEqual({ Customer: 'C-15551230001', CRM_ID: 'C-15551230001' });
    });

    it('tells what a queue’s caller called to get there, by the label of the number, also where the trunk called an account', async () => {
      const dids = [
        { number: '+44 20 7946 0000', label: 'Orders' },
        { number: '+44 20 7946 0777', label: 'Complaints' },
      ];
      const desk = await sit({ dids });
      // What a queue is comes by AMI alone; a number that is inherited comes by either.
      const kind = road === 'ARI' ? 'direct' : 'queue';
      const comes = async (to: string, label: string) => {
        const call = await lab.pbx.callIn({ to, name: 'Ann Client', number: '15551230001' });
        const told = ({ phase, origin }: CallView) => phase === 'ringing' && origin.kind === kind && 'label' in origin;
        expect(await desk.call(told)).toMatchObject({ origin: { label } });
        await call.hangUp();
        await desk.until(({ calls }) => calls.every(({ phase }) => phase === 'ended'));
      };
      // Of whom the PBX dials me for, ARI alone tells nothing.
      if (road !== 'ARI') await comes('442079460000', 'Orders');
      await comes('442079461234', 'Complaints');
    });

    it('shows what the caller chose in the menu', async () => {
      const desk = await sit({ values: [{ name: 'MENU_CHOICE', label: 'Menu' }] });
      const to = '442079462000';
      const caller = await lab.pbx.callIn({ via: 'sip', to, name: 'Ann Client', number: '15551230001' });
      const applications = async () =>
        (await lab.pbx.truth.channels()).find(({ Uniqueid }) => Uniqueid === caller.uniqueid)?.['Application'];
      await expect.poll(applications, { timeout: 5_000 }).toBe('Read');
      caller.sendDigits('2');
      const told = ({ phase, values = {} }: CallView) => phase === 'ringing' && 'Menu' in values;
      expect(await desk.call(told)).toMatchObject({ values: { Menu: 'Billing <b>' } });
      await caller.hangUp();
    });

    it('shows nothing that is not named in the settings', async () => {
      const { desk, call } = await lab.answered(await sit());
      expect((await desk.call(({ id }) => id === call.id)).values).toEqual({});
    });
  });

  describe('a desk whose manager user has the class user', () => {
    const values = [{ name: 'CrmId', label: 'Customer' }, { name: 'CallerName' }];

    it('shows what a UserEvent of the caller’s channel says', async () => {
      const { ami } = lab.pbx.profileFor('1001').settings;
      const desk = await lab.sit('1001', { values, ami: { ...ami, username: 'agent1001-user-events' } });
      const { call } = await lab.answered(desk);
      // AMI may tell it later than SIP tells the call.
      const { values: shown } = await desk.call(({ id, values: known = {} }) => id === call.id && 'Customer' in known);
      expect(shown).toEqual({ Customer: 'C-15551230001', CallerName: 'Ann Client' });
    });

    it('is the only one: whoever lacks it is not told', async () => {
      const { call, desk } = await lab.answered(await lab.sit('1001', { values }));
      expect((await desk.call(({ id }) => id === call.id)).values).toEqual({});
    });
  });
}
