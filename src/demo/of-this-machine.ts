/** Whether a host or an origin is one of this machine; a page from elsewhere has another, also under a name that points here. */
export function isOfThisMachine(hostOrOrigin: string): boolean {
  return /^(https?:\/\/)?(127\.0\.0\.1|localhost)(:\d+)?$/.test(hostOrOrigin);
}
