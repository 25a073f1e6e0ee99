package io.gatehouse.servicekit.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.jackson.Discoverable;
import io.dropwizard.request.logging.RequestLogFactory;
import io.gatehouse.servicekit.request.RequestLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoverableTypesTest {

    private interface Animal extends Discoverable {}

    private interface Plant extends Discoverable {}

    @JsonTypeName("owl")
    private record Owl() implements Animal {}

    @JsonTypeName("owl")
    private record OtherOwl() implements Animal {}

    @JsonTypeName("owl")
    private record OwlOrchid() implements Plant {}

    private record Nameless() implements Animal {}

    @Test
    void classes_in_service_files_are_found_by_their_type() {
        assertThat(DiscoverableTypes.of(RequestLogFactory.class)).containsEntry("line", RequestLine.class);
    }

    @Test
    void names_are_those_of_one_kind_and_a_class_may_be_found_twice() {
        assertThat(DiscoverableTypes.of(Animal.class, List.of(Owl.class, OwlOrchid.class, Owl.class)))
                .containsExactly(java.util.Map.entry("owl", Owl.class));
    }

    @Test
    void two_classes_of_one_type_are_refused() {
        assertThatThrownBy(() -> DiscoverableTypes.of(Animal.class, List.of(Owl.class, OtherOwl.class)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(Owl.class.getName() + " and " + OtherOwl.class.getName())
                .hasMessageContaining("are both the Animal of type 'owl'");
    }

    @Test
    void a_class_without_a_type_is_refused() {
        assertThatThrownBy(() -> DiscoverableTypes.of(Animal.class, List.of(Nameless.class)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("needs a @JsonTypeName");
    }
}
