import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether an IP address is in a list. What is no address is in none; an IPv4 address in the clothes of IPv6 counts as itself. */
export function isListed(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a host is this computer alone, written as a name, an address, or an address in the brackets of a URL. */
export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || isListed(LOOPBACK, host.replace(/^\[(.*)\]$/, '$1'));
}
