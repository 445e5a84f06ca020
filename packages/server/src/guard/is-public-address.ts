import ipaddr from 'ipaddr.js';

// The only part of IPv6 that is routed on the internet.
const globalUnicast = ipaddr.IPv6.parse('2000::');
const globalUnicastBits = 3;

/**
 * Whether an IP address is one of the public internet. Loopback, private, link-local, unique-local,
 * carrier-grade NAT, multicast, reserved and unassigned addresses are not, nor is any IPv6 address
 * that stands for an IPv4 address (mapped, NAT64, 6to4, Teredo).
 *
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast, globalUnicastBits);
}
