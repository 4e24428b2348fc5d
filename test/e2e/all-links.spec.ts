import { startPbx } from '../pbx/pbx.ts';
import { expect, test } from './support/desk.ts';

test('SIP, AMI and ARI are up and shown as one quiet glyph; a queue’s caller is known by all three', async ({
  context,
  launch,
}) => {
  // A PBX of its own: should ARI hang it, nobody else is hung.
  const pbx = await startPbx();
  try {
    const host = await launch(pbx.profileFor('1001'));
    const page = await context.newPage();
    await page.goto(host.address);
    await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('img', { name: 'Connected to the PBX' })).toBeVisible();
    expect(host.log()).toMatch(/offhook\.ari: connected/);
    expect(host.log()).toMatch(/offhook\.ami: logged in/);
    const call = await pbx.queueCall({ name: 'Priya Sandoval', number: '+12125550142' });
    await expect(page.getByRole('article', { name: 'Priya Sandoval' })).toContainText(/queue support, waited 0:0\d/i);
    await call.hangUp();
  } finally {
    await pbx.stop();
  }
});
