/** Where this engine differs from JSONata on purpose. */
export interface Difference {
  /** Why, for whoever reads the list. */
  readonly reason: string;
  /** The issue it gives instead; nothing where it gives a result although the suite expects an error. */
  readonly issue?: string;
  /** `group/file`, with the number in brackets where the file holds several. */
  readonly cases: readonly string[];
  /** Whether a quicker machine may get a case done within the time limit. */
  readonly timed?: boolean;
}

export const differences: readonly Difference[] = [
  {
    reason: '$eval is shut: text of a delivery must never run as code',
    issue: 'forbidden-function',
    cases: [
      'function-eval/case000',
      'function-eval/case001',
      'function-eval/case002',
      'function-eval/case003',
      'function-eval/case004',
      'function-eval/case005',
      'function-eval/case008[0]',
      'function-eval/case008[1]',
      'function-eval/case008[2]',
      'function-eval/case008[3]',
    ],
  },
  {
    reason: '$shuffle is shut: a redelivery must give the same call',
    issue: 'forbidden-function',
    cases: [
      'function-shuffle/case000',
      'function-shuffle/case001',
      'function-shuffle/case002',
      'function-shuffle/case003',
    ],
  },
  {
    reason: '$now is shut: a redelivery must give the same call',
    issue: 'forbidden-function',
    cases: ['function-tomillis/parseDateTime[28]'],
  },
  {
    reason: 'a list has at most 10,000 items; these make 200,000 or 10 million',
    issue: 'limit-exceeded',
    cases: ['flattening/large[0]', 'flattening/large[1]', 'range-operator/case021', 'range-operator/case024'],
  },
  {
    reason: 'an expression has 100 ms; these walk a large list for each of its items',
    issue: 'limit-exceeded',
    cases: ['performance/case000', 'performance/case001'],
    timed: true,
  },
  {
    reason: 'the suite allows this case a depth of 302, the engine allows 500',
    cases: ['tail-recursion/case002'],
  },
];

/** The same by case. */
export const differenceOf: ReadonlyMap<string, Difference> = new Map(
  differences.flatMap((difference) => difference.cases.map((id) => [id, difference] as const)),
);
