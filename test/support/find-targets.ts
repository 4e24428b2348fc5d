import type { Bridge } from '../../preload/contract/bridge.ts';
import { KnownPlaces } from '../../renderer/search/known-places.ts';
import type { Target } from '../../renderer/search/target.ts';

/** What a page that opens now finds for a text. */
export async function findTargets(bridge: Pick<Bridge, 'request'>, text: string): Promise<readonly Target[]> {
  const places = new KnownPlaces(bridge.request);
  if (!(await places.refresh())) throw new Error('the places cannot be read');
  const outside = await bridge.request.findOutside({ text });
  if (!outside.ok) throw new Error(outside.error.message);
  return places.find(text, outside.value);
}
