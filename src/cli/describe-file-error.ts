/** What the file system says by its codes → what that means, and the remedy. */
const MEANINGS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `there is no file or folder ${path}: check the path`,
  ENOTDIR: (path) => `there is no file or folder ${path}, because a part of the path is a file: check the path`,
  EISDIR: (path) => `${path} is a folder: name a file`,
  EACCES: (path) => `${path} may not be read or written: change its permissions`,
  EPERM: (path) => `${path} may not be read or written: change its permissions`,
  EROFS: (path) => `${path} is on a file system that cannot be written: choose another place`,
  EEXIST: (path) => `${path} is in the way: move it, or choose another place`,
  ENOSPC: (path) => `the disk is full, so ${path} cannot be written: make room`,
  ENAMETOOLONG: (path) => `the name ${path} is too long for the file system: choose a shorter one`,
};

/** A sentence for an error of the file system; undefined for any other. */
export function describeFileError(error: Error): string | undefined {
  if (!('code' in error && typeof error.code === 'string' && Object.hasOwn(MEANINGS, error.code))) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'what was named';
  return MEANINGS[error.code]?.(path);
}
