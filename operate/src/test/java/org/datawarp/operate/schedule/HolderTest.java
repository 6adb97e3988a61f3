package org.datawarp.operate.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HolderTest {

    @Test
    void knowsThatAProcessOfThisHostIsGone() throws Exception {
        String host = Holder.SELF.name().replaceFirst("^[^@]*@", "");
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(new Holder(gone.pid() + "@" + host).isGone()).isTrue();
        assertThat(Holder.SELF.isGone()).isFalse();
    }

    @Test
    void knowsNothingOfOtherHosts() {
        assertThat(new Holder("1@elsewhere").isGone()).isFalse();
        assertThat(new Holder("no process").isGone()).isFalse();
        assertThat(new Holder("").isGone()).isFalse();
    }
}
