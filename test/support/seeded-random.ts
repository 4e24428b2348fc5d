export { seededRandom } from '../../main/replay/seeded-random.ts';
