import { deliveriesOf } from '../../main/replay/ground.ts';
import type { Ground } from '../../main/replay/laws.ts';
import { goldens } from './golden.ts';
import { readCapture } from './read-capture.ts';

/** Every recording as each phone in it saw it, judged by its golden. */
export const grounds = (): readonly Ground[] =>
  ['22', '16'].flatMap((version) =>
    goldens.map(({ capture, me, calls }): Ground => {
      const { ami, ari } = readCapture(`${capture}-${version}`);
      return {
        name: `${capture}-${version}`,
        me: [me],
        orders: [
          { through: 'AMI', steps: ami, expected: calls },
          { through: 'both', steps: [...ami, ...ari], expected: calls },
        ],
        deliveries: deliveriesOf(ami, ari, () => calls),
      };
    }),
  );
