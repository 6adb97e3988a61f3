package org.datawarp.ask.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlGuardTest {

    @Test
    void saysOfEachStatementWhatTheWorkerSays() throws IOException {
        List<String> worker = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        for (JsonNode verdict : GuardedStatements.verdicts()) {
            String sql = verdict.path("sql").asText();
            worker.add(sql + " -> "
                    + shown(
                            verdict.path("refusal").asText(""),
                            verdict.path("position").asInt(-1)));
            ours.add(sql + " -> " + verdictOf(sql));
        }

        assertThat(worker).hasSizeGreaterThan(800);
        assertThat(ours).containsExactlyElementsOf(worker);
    }

    private static String verdictOf(String sql) {
        try {
            SqlGuard.DUCKDB.check(sql);
            return shown("", -1);
        } catch (RefusedException e) {
            return shown(e.reason(), e.position());
        }
    }

    private static String shown(String refusal, int position) {
        return refusal.isEmpty() || refusal.equals("null") ? "runs" : refusal + " at " + position;
    }

    @Test
    void countsTheBytesOfAStatement() {
        assertThatThrownBy(() -> SqlGuard.DUCKDB.check("SELECT '" + "é".repeat(4092) + "'"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("The statement has 8193 bytes, the limit is 8192. ");
    }

    @Test
    void readsLongTextsWithManyMarks() {
        assertThatCode(() -> SqlGuard.DUCKDB.check("SELECT '" + "''".repeat(4000) + "', E'" + "\\n".repeat(50) + "'"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT to_char(period_start, 'YYYY'), percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t GROUP BY 1",
                "SELECT CAST(a AS timestamp(3) with time zone), initcap(b)::character varying(20) FROM t"
            })
    void knowsWhatPostgresHasBeside(String sql) {
        assertThatCode(() -> SqlGuard.POSTGRES.check(sql)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SqlGuard.DUCKDB.check(sql)).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_sleep(100)",
                "SELECT set_config('role', 'postgres', false)",
                "SELECT lo_import('/etc/passwd')",
                "SELECT query_to_xml('SELECT 1', true, true, '')",
                "SELECT repeat('x', 1000000000)",
                "SELECT pg_advisory_lock(1)",
                "SELECT * FROM dblink('host=x', 'SELECT 1') t(a)"
            })
    void refusesFunctionsOfPostgresThatDoMoreThanReckon(String sql) {
        assertThatThrownBy(() -> SqlGuard.POSTGRES.check(sql)).isInstanceOf(RefusedException.class);
    }
}
