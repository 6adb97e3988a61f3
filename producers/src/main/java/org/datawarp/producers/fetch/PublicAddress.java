package org.datawarp.producers.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Separates the public internet from addresses that a link on a web page must not reach. */
final class PublicAddress {

    private static final int IPV4_BYTES = 4;

    /**
     * Networks that are not on the public internet: this one, private, shared, loopback, link-local, documentation,
     * tests, multicast, reserved.
     */
    private static final List<Network> NOT_PUBLIC = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 3));

    /** All of IPv6 that is routed. */
    private static final Network IPV6_GLOBAL = Network.of("2000::", 3);

    private static final List<Network> NOT_PUBLIC_IPV6 =
            List.of(Network.of("2001::", 23), Network.of("2001:db8::", 32), Network.of("3fff::", 20));

    /** IPv6 that carries an IPv4 address, and the byte where the IPv4 address begins. */
    private static final Network NAT64 = Network.of("64:ff9b::", 96);

    private static final int NAT64_IPV4_AT = 12;
    private static final Network SIX_TO_FOUR = Network.of("2002::", 16);
    private static final int SIX_TO_FOUR_IPV4_AT = 2;

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC.stream().noneMatch(network -> network.holds(address));
        }
        if (NAT64.holds(address)) {
            return is(ipv4(address, NAT64_IPV4_AT));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return is(ipv4(address, SIX_TO_FOUR_IPV4_AT));
        }
        return IPV6_GLOBAL.holds(address) && NOT_PUBLIC_IPV6.stream().noneMatch(network -> network.holds(address));
    }

    private static InetAddress ipv4(InetAddress ipv6, int at) {
        return address(Arrays.copyOfRange(ipv6.getAddress(), at, at + IPV4_BYTES));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes", e);
        }
    }

    private static final class Network {

        private final byte[] prefix;
        private final int bits;

        private Network(byte[] prefix, int bits) {
            this.prefix = prefix;
            this.bits = bits;
        }

        static Network of(String literal, int bits) {
            try {
                return new Network(InetAddress.getByName(literal).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(literal + " is no address", e);
            }
        }

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == prefix.length && firstBits(bytes) == bits;
        }

        /** How many of the first bits agree, up to the length of the prefix. */
        private int firstBits(byte[] bytes) {
            int same = 0;
            while (same < bits && bit(bytes, same) == bit(prefix, same)) {
                same++;
            }
            return same;
        }

        private static int bit(byte[] bytes, int at) {
            return bytes[at / Byte.SIZE] >> (Byte.SIZE - 1 - at % Byte.SIZE) & 1;
        }
    }
}
