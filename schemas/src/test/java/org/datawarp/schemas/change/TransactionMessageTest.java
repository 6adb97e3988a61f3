package org.datawarp.schemas.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionMessageTest {

    private static final Instant AT = Instant.parse("2025-04-10T09:30:00.123456Z");

    @Test
    void readsBeginAndEnd() {
        TransactionMessage began = new TransactionBegan(700);
        TransactionMessage promoted = new TransactionEnded(700, 12_345L, AT, Map.of("ae_provider", 198L), "{}");
        TransactionMessage other = new TransactionEnded(701, 12_346L, AT, Map.of(), null);

        assertThat(TransactionMessage.decode(began.encode())).isEqualTo(began);
        assertThat(TransactionMessage.decode(promoted.encode())).isEqualTo(promoted);
        assertThat(TransactionMessage.decode(other.encode())).isEqualTo(other);
    }

    @Test
    void refusesWhatIsNeither() {
        byte[] foreign = new TransactionBegan(700).encode();
        foreign[3] ^= 1;

        assertThatThrownBy(() -> TransactionMessage.decode(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another schema");
    }
}
