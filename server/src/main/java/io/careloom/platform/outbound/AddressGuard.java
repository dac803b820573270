package io.careloom.platform.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses an outbound call may connect to: public unicast only. The ranges are the special-purpose registries of
 * IANA (RFC 6890 and its updates); {@code InetAddress.isSiteLocalAddress} misses most of them.
 */
public final class AddressGuard {
    private static final List<Range> SPECIAL = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("169.254.0.0", 16),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.31.196.0", 24),
            Range.of("192.52.193.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("192.175.48.0", 24),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 4),
            Range.of("240.0.0.0", 4));
    private static final Range GLOBAL_V6 = Range.of("2000::", 3);
    private static final List<Range> SPECIAL_V6 = List.of(
            Range.of("2001::", 23),
            Range.of("2001:db8::", 32),
            Range.of("2002::", 16),
            Range.of("2620:4f:8000::", 48),
            Range.of("3fff::", 20));

    private final boolean loopbackAllowed;

    /** A guard; loopback is allowed only on a server started with {@code --demo}. */
    public AddressGuard(boolean loopbackAllowed) {
        this.loopbackAllowed = loopbackAllowed;
    }

    /** True when a connection to this address may be made. */
    public boolean allows(InetAddress address) {
        if (loopbackAllowed && address.isLoopbackAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL.stream().noneMatch(range -> range.holds(bytes));
        }
        // only 2000::/3 is handed out; that leaves out loopback, mapped, NAT64, link-local, unique local, multicast
        return address instanceof Inet6Address
                && GLOBAL_V6.holds(bytes)
                && SPECIAL_V6.stream().noneMatch(range -> range.holds(bytes));
    }

    private record Range(List<Byte> prefix, int bits) {
        static Range of(String address, int bits) {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            Byte[] boxed = new Byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                boxed[i] = bytes[i];
            }
            return new Range(List.of(boxed), bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix.get(bit / 8) & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
