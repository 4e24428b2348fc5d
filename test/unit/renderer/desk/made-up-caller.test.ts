import { expect, it } from 'vitest';
import { callView } from '../../../../preload/contract/views.ts';
import { madeUpCaller } from '../../../../renderer/desk/made-up-caller.ts';

it('a caller there is not is told of as one there is', () => {
  expect(callView.parse(madeUpCaller(1_000))).toEqual(madeUpCaller(1_000));
});
