import { describe } from 'vitest';
import { movingStories } from './stories-moving.ts';
import { ringingStories, sharedAccountStory } from './stories-ringing.ts';
import { useFloor } from './use-floor.ts';

describe('on Asterisk 22, at three desks and by AMI’s truth,', () => {
  const floor = useFloor(22);
  ringingStories(floor);
  movingStories(floor);
  sharedAccountStory(floor);
});
