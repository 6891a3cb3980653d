/** A failure that its reader can mend: the message says what is wrong and what to do about it. */
export class SetUpFailure extends Error {
  name = 'SetUpFailure';
}

const causes = [
  {
    sign: /ENOSPC|no space left on device/i,
    message: 'The disk is full: free 2.5 GB where this checkout is, and where npm and pip have their caches.',
  },
  {
    sign: /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
    message: 'A file cannot be written: make this checkout and the npm and pip caches writable for you.',
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|fetch failed|NewConnectionError|NameResolutionError|Temporary failure in name resolution|Connection (?:refused|reset|timed out)|Read timed out|ProxyError/i,
    message: 'The network does not answer: connect to the internet, or tell npm and pip about your proxy or mirror.',
  },
  {
    sign: /DO NOT MATCH THE HASHES|EINTEGRITY|sha256 mismatch/i,
    message:
      'A download is not what the lock files name: clear the npm and pip caches, and distrust the mirror in use.',
  },
];

/** The sentence for what a tool printed or threw before it failed; undefined when the cause is unknown. */
export const explain = (text) => causes.find(({ sign }) => sign.test(text))?.message;
