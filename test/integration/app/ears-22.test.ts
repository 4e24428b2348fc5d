import { describe } from 'vitest';
import { openEars } from './ears-ground.ts';
import { movesByEar } from './ears-moves.ts';
import { placesByEar } from './ears-places.ts';
import { supervisorByEar } from './ears-supervisor.ts';

describe('what each of them hears on Asterisk 22', () => {
  const ears = openEars(22);
  movesByEar(ears);
  placesByEar(ears);
  supervisorByEar(ears);
});
