import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './is-public-address.ts';

describe('an address is not public', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.255.0.9'],
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.1.2.3'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['link-local, where clouds keep their secrets', '169.254.169.254'],
    ['multicast', '224.0.0.251'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['documentation', '203.0.113.7'],
    ['benchmarking', '198.18.0.1'],
    ['loopback of IPv6', '::1'],
    ['unspecified of IPv6', '::'],
    ['link-local of IPv6', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['unique-local', 'fd12:3456::1'],
    ['site-local', 'fec0::1'],
    ['multicast of IPv6', 'ff02::1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped, though public', '::ffff:8.8.8.8'],
    ['compatible', '::127.0.0.1'],
    ['translated', '::ffff:0:7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['documentation of IPv6', '2001:db8::1'],
    ['unassigned', '4000::1'],
    ['no address', 'localhost'],
    ['nothing', ''],
  ])('where it is %s: %s', (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('an address is public', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111'])('where it is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
