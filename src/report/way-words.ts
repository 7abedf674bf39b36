/**
 * What to look at where a network error says that the fault lies on the way there, by its code and by the variable that names the
 * host; nothing where the other end may have it, such as with `timeout` or ECONNRESET. To follow "(ENOTFOUND): ".
 * https://nodejs.org/api/errors.html#common-system-errors and https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
export function wayAdvice(cause: string | undefined, variable: string): string | undefined {
  if (cause === undefined) return undefined;
  if (/^(ENOTFOUND|EAI_)/.test(cause))
    return `no host of this name is known here; look at ${variable}, and at the DNS of this machine`;
  if (/CERT|LEAF_SIGNATURE|INVALID_CA|HOSTNAME_MISMATCH/.test(cause))
    return `the certificate is not accepted; look at ${variable}, at the clock of this machine, and at a proxy that opens what is sent (NODE_EXTRA_CA_CERTS names its certificate)`;
  if (/^(ERR_PROXY_|UND_ERR_ABORTED)/.test(cause))
    return `the proxy does not let it through; look at HTTPS_PROXY and NO_PROXY, and at ${variable}`;
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_SSL_|UND_ERR_CONNECT_TIMEOUT)/.test(cause))
    return `nothing there answers as it should; look at ${variable}, and at proxies and firewalls on the way`;
  if (cause === 'EMFILE')
    return 'this process may not have so many files and connections open; let it have more (ulimit -n)';
  return undefined;
}
