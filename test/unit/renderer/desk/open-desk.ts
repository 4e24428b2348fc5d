import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { DeskView } from '../../../../preload/contract/views.ts';
import { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { createMemoryBridge, type MemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { press } from '../keys/press.ts';

/** A desk whose keys are pressed one by one, 400 ms apart, and counted. */
export function openDesk(view: DeskView, change: (bridge: MemoryBridge) => Bridge = (bridge) => bridge) {
  const bridge = createMemoryBridge(view);
  const desk = new DeskControl(change(bridge));
  desk.painted(`live ${view.calls[0]?.id ?? ''}`, 0);
  let at = 1000;
  let keys = 0;
  const key = (name: string, more: Parameters<typeof press>[1] = {}) => {
    at += 400;
    keys += 1;
    const text = ['dial', 'palette', 'transfer'].includes(desk.store.get().layer) ? { target: 'text' as const } : {};
    const call = desk.store.get().view?.calls.find((each) => each.id === desk.store.get().focus.call);
    if (call !== undefined) desk.painted(`${call.phase === 'ended' ? 'ended' : 'live'} ${call.id}`, at - 350);
    return desk.press(press(name, { ...text, ...more }), at);
  };
  /** Types as a person does: each letter is a key, and the field has it. */
  const type = (text: string) => {
    for (const letter of text) {
      key(letter);
      const { layer, transfer, dial } = desk.store.get();
      if (layer === 'transfer') desk.act({ type: 'type-target', text: `${transfer?.text ?? ''}${letter}` });
      if (layer === 'dial') desk.act({ type: 'type-dial', text: dial.text + letter });
    }
  };
  const asked = () => bridge.requests.map(({ name, input }) => [name, input]);
  return { bridge, desk, key, type, asked, keys: () => keys, state: () => desk.store.get() };
}
