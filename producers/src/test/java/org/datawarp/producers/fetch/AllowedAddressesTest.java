package org.datawarp.producers.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {

    /** Names as resolved by an attacker's name server; literal addresses are not resolved. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "www.england.nhs.uk", List.of("104.18.10.20", "2606:4700::6812:a14"),
            "inside.example", List.of("10.0.0.7"),
            "both.example", List.of("93.184.216.34", "127.0.0.1"),
            "metadata.example", List.of("169.254.169.254"));

    private final AllowedAddresses allowed =
            new AllowedAddresses(Set.of("127.0.0.1:8080"), List.of(), AllowedAddressesTest::resolve);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.0.0.1:8081/",
                "http://127.1.2.3/",
                "http://localhost/",
                "http://0.0.0.0/",
                "http://0.1.2.3/",
                "http://10.255.255.255/",
                "http://100.64.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://192.0.0.8/",
                "http://192.0.2.1/",
                "http://198.18.0.1/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://224.0.0.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001::1]/",
                "http://[2001:db8::1]/",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]/",
                "http://[fe80::1]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://inside.example/",
                "http://both.example/",
                "http://metadata.example/",
                "http://user@www.england.nhs.uk/",
                "http://www.england.nhs.uk@127.0.0.1/",
                "file:///etc/passwd",
                "jar:file:///a.jar!/b",
                "gopher://www.england.nhs.uk/",
                "ftp://www.england.nhs.uk/",
                "//www.england.nhs.uk/",
                "http:///nothing"
            })
    @Tag("C14")
    void refusesWhateverIsNotOnThePublicWeb(String address) {
        assertThatThrownBy(() -> allowed.check(URI.create(address))).isInstanceOf(FetchException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.england.nhs.uk/statistics/",
                "http://www.england.nhs.uk:8080/",
                "http://93.184.216.34/",
                "http://[2606:4700::6812:a14]/",
                "http://[64:ff9b::5db8:d822]/"
            })
    void takesThePublicWeb(String address) {
        assertThatCode(() -> allowed.check(URI.create(address))).doesNotThrowAnyException();
    }

    @Test
    void takesTheSiteThatTheOperatorNamed() {
        assertThatCode(() -> allowed.check(URI.create("http://127.0.0.1:8080/a.csv")))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        allowed.andSite(URI.create("http://LOCALHOST/")).check(URI.create("http://localhost:80/a.csv")))
                .doesNotThrowAnyException();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        List<String> known = NAMES.get(host);
        if (known == null) {
            return host.matches("[a-z.]+\\.example") ? unknown(host) : List.of(InetAddress.getAllByName(host));
        }
        return List.of(InetAddress.getByName(known.get(0)), InetAddress.getByName(known.get(known.size() - 1)));
    }

    private static List<InetAddress> unknown(String host) throws UnknownHostException {
        throw new UnknownHostException(host);
    }
}
