import { describe, expect, it } from 'vitest';
import type { DeskView } from '../../../../preload/contract/views.ts';
import { type DeskState, firstState } from '../../../../renderer/desk/desk-state.ts';
import { focusAfter, noFocus } from '../../../../renderer/desk/focus.ts';
import { fuzzyMatch } from '../../../../renderer/desk/fuzzy.ts';
import { paletteRows, sectionsOf } from '../../../../renderer/desk/palette-entries.ts';
import { findTargets } from '../../../../renderer/fixtures/targets.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

const state = (view: DeskView, query = ''): DeskState => ({
  ...firstState,
  view,
  focus: focusAfter(noFocus, view.calls),
  palette: { query, selected: 0, people: [] },
});
const labels = (view: DeskView, query = '') => paletteRows(state(view, query)).map((row) => row.label);

describe('the palette', () => {
  it('offers what the focused call allows, with its keys', () => {
    const rows = paletteRows(state(views.active)).filter((row) => row.section === 'call');
    expect(rows.map((row) => [row.label, row.caps.join(' ')])).toEqual([
      ['Hold the call', 'H'],
      ['Mute the microphone', 'M'],
      ['Transfer the call', 'T'],
      ['Park the call', 'P'],
      ['Send digits', 'D'],
      ['Write a note that goes with the caller', 'N'],
      ['Hang up the call', 'Esc Esc'],
    ]);
  });

  it('offers the other calls by name and key', () => {
    const row = paletteRows(state(views['two-calls'])).find((each) => each.label === 'Go to Priya Sandoval');
    expect(row?.caps).toEqual(['Alt+2']);
  });

  it('offers rehearsals in the demo only', () => {
    expect(labels(views.idle)).toContain('Rehearse: queue call');
    expect(labels(views.ringing).filter((label) => label.startsWith('Rehearse'))).toEqual([]);
  });

  it('offers to try again what is down', () => {
    expect(labels(views['links-down'])).toContain('Try again: Phone line (SIP)');
  });

  it('keeps its sections in order while nothing is typed', () => {
    expect(sectionsOf(paletteRows(state(views.palette)))).toEqual(['call', 'desk', 'rehearse']);
  });

  it('puts what was meant first, in whichever section it is', () => {
    expect(labels(views.palette, 're')[0]).toBe('Rehearse: inbound call');
    expect(labels(views.palette, 'hang')).toEqual(['Hang up the call']);
  });

  it('offers parked calls by slot, and who could be called after all commands', () => {
    expect(labels(views['parked-list'], 'retrieve')).toEqual([
      'Retrieve parked 702',
      'Retrieve parked 701',
      'Retrieve parked 704',
    ]);
    const found = { ...state(views.active, 'pa'), palette: { query: 'pa', selected: 0, people: findTargets('bea t') } };
    expect(paletteRows(found).map((row) => row.label)).toEqual(['Park the call', 'Parked calls', 'Bea Tanner']);
    expect(paletteRows(found).at(-1)?.act).toEqual({ type: 'call-number', dials: '1002' });
  });

  it('names no key for hanging up where Esc means something else', () => {
    const row = paletteRows(state(views.consult)).find((each) => each.id === 'hangUp');
    expect(row?.caps).toEqual([]);
  });

  it('finds by scattered letters when nothing holds them in one piece', () => {
    expect(labels(views.palette, 'hupc')).toEqual(['Hang up the call']);
  });

  it('calls back who called in, and calls again who was called', () => {
    expect(labels(views.ended)).toContain('Call back');
    expect(labels(views.busy)).toContain('Call again');
  });
});

describe('a fuzzy match', () => {
  it('marks what matched', () => {
    expect(fuzzyMatch('queue', 'Rehearse: queue call')?.ranges).toEqual([[10, 15]]);
  });

  it('takes words in any order', () => {
    expect(fuzzyMatch('call re', 'Rehearse: queue call')?.ranges).toEqual([
      [0, 2],
      [16, 20],
    ]);
  });

  it('prefers the start of a word', () => {
    const start = fuzzyMatch('mu', 'Mute the microphone')?.score ?? 0;
    const inside = fuzzyMatch('mu', 'Unmute the microphone')?.score ?? 0;
    expect(start).toBeGreaterThan(inside);
  });

  it('is none when a letter is missing', () => {
    expect(fuzzyMatch('xyz', 'Hold the call')).toBeNull();
  });
});
