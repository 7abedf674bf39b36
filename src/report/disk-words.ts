/** What to do where the system refuses to write into a folder, by its code; to follow "cannot be written (ENOSPC): ". */
export function diskAdvice(code: string): string {
  return advice[code] ?? 'let the user of this process write there';
}

const fileInTheWay = 'name another folder: a part of this path is a file';

const advice: Readonly<Record<string, string>> = {
  ENOENT: 'make its folder, and let the user of this process write there',
  EMFILE: 'let this process have more files open (ulimit -n)',
  EISDIR: 'name a file: this is a folder',
  ENOTDIR: fileInTheWay,
  EEXIST: fileInTheWay,
  ENAMETOOLONG: 'name a shorter one',
  EROFS: 'name a file on another disk: this one is read-only',
  ENOSPC: 'make room on its disk',
  EDQUOT: 'make room on its disk: the user of this process may have no more of it',
};
