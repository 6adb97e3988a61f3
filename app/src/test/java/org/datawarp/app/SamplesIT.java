package org.datawarp.app;

import java.util.Map;

/** On the services that {@code datawarp up} starts. */
class SamplesIT extends SamplesContract {

    @Override
    Map<String, String> services() {
        return Map.of();
    }
}
