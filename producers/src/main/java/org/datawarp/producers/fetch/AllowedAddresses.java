package org.datawarp.producers.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.datawarp.producers.discover.Mirror;
import org.datawarp.schemas.retry.FailureKind;

/**
 * What may be fetched: the public web, and what the operator names. Pages are written by others; without this check, a
 * link could make us read our own network.
 *
 * @param sites {@code host:port} in lower case of sites that may have any address, such as a sample site on this
 *     machine
 * @param folders local folders that may be read, with everything below them
 */
public record AllowedAddresses(Set<String> sites, List<Path> folders, HostResolver resolver) {

    /** Some resolvers take a host that ends in a number for an IP address, in any notation. */
    private static final Pattern NUMBER = Pattern.compile("(?:^|\\.)(?:0[xX][0-9a-fA-F]*|[0-9]+)\\.?$");

    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    public AllowedAddresses {
        sites = Set.copyOf(sites);
        folders = List.copyOf(folders);
    }

    /** The public web and nothing else. */
    public static AllowedAddresses publicWeb() {
        return new AllowedAddresses(Set.of(), List.of(), HostResolver.SYSTEM);
    }

    /** The public web, and the mirror that replaces publications' own pages. */
    public static AllowedAddresses with(Mirror mirror) {
        if (mirror instanceof Mirror.Site site) {
            return publicWeb().andSite(site.base());
        }
        if (mirror instanceof Mirror.Folder folder) {
            return publicWeb().andFolder(folder.folder());
        }
        return mirror instanceof Mirror.Samples samples ? publicWeb().andFolder(samples.manifests()) : publicWeb();
    }

    /** The same, and one site at any address. */
    public AllowedAddresses andSite(URI site) {
        Set<String> more = new LinkedHashSet<>(sites);
        more.add(hostAndPort(site));
        return new AllowedAddresses(more, folders, resolver);
    }

    /** The same, and one folder. */
    public AllowedAddresses andFolder(Path folder) {
        List<Path> more = new ArrayList<>(folders);
        more.add(folder.toAbsolutePath().normalize());
        return new AllowedAddresses(sites, more, resolver);
    }

    /**
     * Checks an address of the web.
     *
     * @throws FetchException of kind {@link FailureKind#FORBIDDEN_ADDRESS} or {@link FailureKind#UNREACHABLE}
     */
    void check(URI address) throws FetchException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw forbidden(address, "found %s, expected http or https".formatted(scheme));
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw forbidden(address, "expected a host's name and no user");
        }
        if (NUMBER.matcher(address.getHost()).find()
                && !IPV4.matcher(address.getHost()).matches()) {
            throw forbidden(address, "expected a host's name, or four plain numbers");
        }
        if (!sites.contains(hostAndPort(address))) {
            checkResolved(address);
        }
    }

    /** Whether the operator named the site of an address. */
    boolean isNamed(URI address) {
        return address.getHost() != null && sites.contains(hostAndPort(address));
    }

    private void checkResolved(URI address) throws FetchException {
        String host = address.getHost();
        try {
            for (InetAddress resolved : resolver.resolve(host.replaceAll("[\\[\\]]", ""))) {
                if (!PublicAddress.is(resolved)) {
                    throw forbidden(
                            address, "%s is %s, which is not public".formatted(host, resolved.getHostAddress()));
                }
            }
        } catch (UnknownHostException e) {
            throw new FetchException(FailureKind.UNREACHABLE, address, "no host of the name " + host, e);
        }
    }

    private static FetchException forbidden(URI address, String found) {
        return new FetchException(FailureKind.FORBIDDEN_ADDRESS, address, found);
    }

    static String hostAndPort(URI address) {
        int port = address.getPort();
        if (port < 0) {
            port = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        }
        return "%s:%d".formatted(address.getHost(), port).toLowerCase(Locale.ROOT);
    }
}
