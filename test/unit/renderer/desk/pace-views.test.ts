import { beforeEach, expect, test } from 'vitest';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { DeskView } from '../../../../preload/contract/views.ts';
import { paceViews } from '../../../../renderer/desk/pace-views.ts';

let tell: (view: DeskView) => void;
let connect: (state: 'connected' | 'lost') => void;
let answer: () => void;
let paint: () => void;
let drawn: (number | string)[];
let paced: Bridge;
const view = (revision: number) => ({ revision }) as DeskView;

beforeEach(() => {
  drawn = [];
  let wanted: (() => void) | null = null;
  paint = () => {
    const what = wanted;
    wanted = null;
    what?.();
  };
  const bridge = {
    host: 'browser',
    request: {
      hold: () =>
        new Promise((resolve) => {
          answer = () => resolve({ ok: true, value: { outcome: 'confirmed' } });
        }),
    },
    onView: (listener: (view: DeskView) => void) => {
      tell = listener;
      return () => undefined;
    },
    onConnection: (listener: (state: 'connected' | 'lost') => void) => {
      connect = listener;
      return () => undefined;
    },
  } as unknown as Bridge;
  paced = paceViews(bridge, { do: (what) => (wanted = what) });
  paced.onView(({ revision }) => drawn.push(revision));
  paced.onConnection((state) => drawn.push(state));
});

test('the first view is drawn at once; of those that come before it is seen, the last', () => {
  for (const revision of [1, 2, 3]) tell(view(revision));
  expect(drawn).toEqual([1]);
  paint();
  expect(drawn).toEqual([1, 3]);
  // The third one is being painted.
  tell(view(4));
  expect(drawn).toEqual([1, 3]);
  paint();
  paint();
  tell(view(5));
  expect(drawn).toEqual([1, 3, 4, 5]);
});

test('a reply never comes before the view that went before it', async () => {
  const reply = paced.request.hold({ call: 'a' as never }).then(() => drawn.push('reply'));
  tell(view(1));
  tell(view(2));
  answer();
  await reply;
  expect(drawn).toEqual([1, 2, 'reply']);
  paint();
  expect(drawn).toEqual([1, 2, 'reply']);
});

test('a main that is gone leaves no view behind that would come after the next one’s', () => {
  tell(view(8));
  tell(view(9));
  connect('lost');
  paint();
  tell(view(1));
  expect(drawn).toEqual([8, 9, 'lost', 1]);
});
