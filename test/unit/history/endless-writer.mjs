import { historyStore } from '../../../main/history/history-store.ts';

const store = historyStore({ path: String(process.argv[2]), now: 1 });
let row = store.list({ text: '', before: null, most: 1_000_000 }).length;
const next = () => {
  for (let each = 0; each < 10; each++) {
    row += 1;
    const id = String(row);
    store.put({
      ...{
        id,
        direction: 'in',
        name: `Caller ${id}`,
        number: '1',
        who: '1',
        company: '',
        queue: null,
        did: null,
        agent: 'Ines',
      },
      ...{ startedAt: row, answeredAt: null, endedAt: null, reason: null },
    });
    store.note({ id, text: `note ${id}` });
  }
  process.stdout.write(`${row}\n`, () => setImmediate(next));
};
next();
