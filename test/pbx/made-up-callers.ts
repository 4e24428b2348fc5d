export interface MadeUpCaller {
  readonly name: string;
  readonly number: string;
}

const names = [
  'Ada Lindqvist',
  'Bruno Okafor',
  'Chiara Rossi',
  'Dmitri Halloran',
  'Emeka Van Dyk',
  'Freya Castellanos',
  'Greta Ó Briain',
  'Hiro Tanaka',
  'Inês Carvalho',
  'Jonas Weiß',
];

/** Numbers kept free for fiction: 555-01xx in North America, (020) 7946 0xxx in London. */
const ranges = [
  (n: number) => `+1212555${String(100 + (n % 100)).padStart(4, '0')}`,
  (n: number) => `+4420794${String(60_000 + (n % 1_000))}`,
  (n: number) => `+1415555${String(100 + (n % 100)).padStart(4, '0')}`,
] as const;

/** The nth caller; every call another name and number, in an order that repeats. */
export function madeUpCaller(n: number): MadeUpCaller {
  const [range = ranges[0]] = ranges.slice(n % ranges.length);
  return { name: names[n % names.length] ?? 'Ann Client', number: range((n * 37) % 1_000) };
}
