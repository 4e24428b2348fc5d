import { describe, expect, it } from 'vitest';
import { createMemoryBridge } from '../../../renderer/fixtures/memory-bridge.ts';
import { views } from '../../../renderer/fixtures/views.ts';
import { popCall, popKeys } from '../../../renderer/pop/pop-call.ts';
import { PopControl } from '../../../renderer/pop/pop-control.ts';

describe('the pop', () => {
  it('is about the call that rings, and about none once it is answered', () => {
    expect(popCall(views['ringing-on-call'])?.phase).toBe('ringing');
    expect(popCall(views.active)).toBeNull();
    expect(popCall(null)).toBeNull();
  });

  it('shows the keys of the whole system where it has them, and its own otherwise', () => {
    expect(popKeys(views['ringing-noted'])).toEqual({ answer: 'Ctrl+Shift+F9', silence: 'Ctrl+Shift+F10' });
    expect(popKeys(views.ringing)).toEqual({ answer: 'Enter', silence: 'Esc' });
    const { shell } = views['ringing-noted'];
    const taken = shell?.globalKeys.map((key) => ({ ...key, state: 'taken' as const })) ?? [];
    const without = { ...views['ringing-noted'], shell: { globalKeys: taken, dialAsked: null } };
    expect(popKeys(without)).toEqual({ answer: 'Enter', silence: 'Esc' });
  });

  const open = () => {
    const bridge = createMemoryBridge(views.ringing);
    const asked = () => bridge.requests.map(({ name }) => name);
    return { bridge, pop: new PopControl(bridge), asked };
  };
  const rings = popCall(views.ringing)?.id ?? '';

  it('answers with Enter only a call that was seen for 300 ms', () => {
    const { pop, asked } = open();
    pop.painted(rings, 1_000);
    expect(pop.press('Enter', 1_200)).toBe(true);
    expect(asked()).toEqual([]);
    pop.press('Enter', 1_600);
    expect(asked()).toEqual(['answer']);
  });

  it('silences with Esc, and leaves other keys alone', () => {
    const { pop, asked } = open();
    pop.painted(rings, 1_000);
    expect(pop.press('h', 1_500)).toBe(false);
    pop.press('Escape', 2_000);
    expect(asked()).toEqual(['silence']);
  });

  it('goes when nobody is there who could answer', () => {
    const { pop, bridge } = open();
    bridge.lose();
    expect(pop.get()).toBeNull();
  });
});
