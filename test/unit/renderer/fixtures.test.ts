import { describe, expect, it } from 'vitest';
import { deskView } from '../../../preload/contract/views.ts';
import { views } from '../../../renderer/fixtures/views.ts';

describe('a fixture screen', () => {
  it.each(Object.entries(views))('%s is a view that main could send', (_name, view) => {
    expect(deskView.parse(view)).toEqual(view);
  });
});
