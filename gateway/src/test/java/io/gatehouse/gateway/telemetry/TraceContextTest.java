package io.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of W3C Trace Context, as its own test suite tries them. */
class TraceContextTest {

    private static final String TRACE = "12345678901234567890123456789012";
    private static final String SPAN = "1234567890123456";
    private static final String GOOD = "00-" + TRACE + "-" + SPAN + "-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like",
                "00-" + TRACE + "-" + SPAN + "-ff"
            })
    void a_parent_is_taken_over(String header) {
        TraceContext context = Objects.requireNonNull(read(header));

        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).isEqualTo(SPAN);
        assertThat(context.sampled()).isTrue();
        assertThat(context.parentOf("aaaaaaaaaaaaaaaa")).isEqualTo("00-" + TRACE + "-aaaaaaaaaaaaaaaa-01");
    }

    @Test
    void the_other_flags_mean_nothing_to_us() {
        assertThat(Objects.requireNonNull(read("00-" + TRACE + "-" + SPAN + "-fe"))
                        .sampled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-",
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN + "-001",
                "00-" + TRACE + "-" + SPAN + "-01-",
                "00-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like",
                "00-" + TRACE + "-" + SPAN + "-.0",
                "00-" + TRACE + "-" + SPAN + "-0.",
                "cc-" + TRACE + "-" + SPAN + "-01.what-the-future-will-be-like",
                "ff-" + TRACE + "-" + SPAN + "-01",
                ".0-" + TRACE + "-" + SPAN + "-01",
                "0.-" + TRACE + "-" + SPAN + "-01",
                "000-" + TRACE + "-" + SPAN + "-01",
                "0-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "3-" + SPAN + "-01",
                "00-1234567890123456789012345678901-" + SPAN + "-01",
                "00-1234567890123456789012345678901A-" + SPAN + "-01",
                "00-1234567890123456789012345678901.-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-" + SPAN + "7-01",
                "00-" + TRACE + "-123456789012345-01",
                "00-" + TRACE + "-123456789012345F-01",
                "00_" + TRACE + "_" + SPAN + "_01",
                GOOD + "," + GOOD
            })
    void of_a_malformed_parent_nothing_is(String header) {
        assertThat(read(header)).isNull();
    }

    @Test
    void of_two_parents_neither_is() {
        assertThat(TraceContext.read(HttpFields.build()
                        .add("traceparent", GOOD)
                        .add("traceparent", GOOD)
                        .add("tracestate", "a=1")))
                .isNull();
    }

    @Test
    void a_new_one_has_ids_of_its_own_and_is_not_sampled() {
        TraceContext one = TraceContext.make();

        assertThat(read(one.parentOf(TraceContext.newSpanId())))
                .isNotNull()
                .extracting(TraceContext::traceId)
                .isEqualTo(one.traceId())
                .isNotEqualTo(TraceContext.make().traceId());
        assertThat(one.sampled()).isFalse();
    }

    @Test
    void state_of_several_headers_is_one_list() {
        assertThat(state("foo=1,bar=2", "", "rojo=1 ,\t congo=2")).isEqualTo("foo=1,bar=2,rojo=1,congo=2");
        assertThat(state("foo=1,", ", ,bar=2")).isEqualTo("foo=1,bar=2");
        assertThat(state("t0@v=1", "0t/-*_@v-_*/=1", "k=!\"#$%&'()*+-./:;<>?@[\\]^_`{|}~ 1"))
                .contains("t0@v=1", "{|}~ 1");
        assertThat(state("")).isNull();
    }

    @Test
    void state_that_can_not_be_read_is_dropped_whole() {
        for (String malformed : new String[] {
            "foo=1,bar",
            "foo 1",
            "foo=bar=baz",
            "foo=,bar=3",
            "foo @=1",
            "@foo=1",
            "foo@=1",
            "foo@@bar=1",
            "Foo=1",
            "0foo=1",
            "foo=\u00e9",
            "foo=\u0001",
            "z".repeat(257) + "=1",
            "t".repeat(242) + "@v=1",
            "t@" + "v".repeat(15) + "=1",
            "foo=" + "1".repeat(257)
        }) {
            assertThat(state("good=1", malformed)).as(malformed).isNull();
        }
        assertThat(state("a=1,".repeat(32))).isNotNull();
        assertThat(state("a=1,".repeat(33))).isNull();
    }

    private static @Nullable TraceContext read(String parent) {
        return TraceContext.read(HttpFields.build().add("traceparent", parent));
    }

    private static @Nullable String state(String... headers) {
        HttpFields.Mutable fields = HttpFields.build().add("traceparent", GOOD);
        for (String header : headers) {
            fields.add("tracestate", header);
        }
        return Objects.requireNonNull(TraceContext.read(fields)).state();
    }
}
