import { expect, test } from 'vitest';
import { wayAdvice } from '../../src/report/way-words.ts';

test.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'EPROTO', 'UND_ERR_CONNECT_TIMEOUT'])(
  '%s lies on the way, and the variable that names the host is one thing to look at',
  (cause) => expect(wayAdvice(cause, 'SEGMENT_HOST')).toMatch(/look at SEGMENT_HOST, and at /),
);

test.each([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s is of a certificate', (cause) =>
  expect(wayAdvice(cause, 'CTP_API_URL')).toMatch(
    /^the certificate is not accepted; look at CTP_API_URL, .*clock.*proxy/,
  ),
);

test.each(['ERR_PROXY_TUNNEL', 'UND_ERR_ABORTED'])('%s is what a proxy says', (cause) =>
  expect(wayAdvice(cause, 'SEGMENT_HOST')).toMatch(/^the proxy .*HTTPS_PROXY .*SEGMENT_HOST$/),
);

test('EMFILE is of this process', () => {
  expect(wayAdvice('EMFILE', 'SEGMENT_HOST')).toMatch(/open; let it have more \(ulimit -n\)$/);
});

test.each(['timeout', 'ECONNRESET', 'UND_ERR_SOCKET', 'no-json', 'stale', undefined])(
  '%s may have its reason at the other end',
  (cause) => expect(wayAdvice(cause, 'SEGMENT_HOST')).toBeUndefined(),
);
