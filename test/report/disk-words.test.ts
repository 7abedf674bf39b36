import { expect, test } from 'vitest';
import { diskAdvice } from '../../src/report/disk-words.ts';

test('a full disk wants something else than a folder that is not there', () => {
  const codes = [
    'ENOENT',
    'EACCES',
    'EPERM',
    'EISDIR',
    'ENOTDIR',
    'EEXIST',
    'EROFS',
    'ENOSPC',
    'EDQUOT',
    'EMFILE',
  ];
  const advice = codes.map((code) => `${code}: ${diskAdvice(code)}`);
  expect(advice).toMatchInlineSnapshot(`
    [
      "ENOENT: make its folder, and let the user of this process write there",
      "EACCES: let the user of this process write there",
      "EPERM: let the user of this process write there",
      "EISDIR: name a file: this is a folder",
      "ENOTDIR: name another folder: a part of this path is a file",
      "EEXIST: name another folder: a part of this path is a file",
      "EROFS: name a file on another disk: this one is read-only",
      "ENOSPC: make room on its disk",
      "EDQUOT: make room on its disk: the user of this process may have no more of it",
      "EMFILE: let this process have more files open (ulimit -n)",
    ]
  `);
});
