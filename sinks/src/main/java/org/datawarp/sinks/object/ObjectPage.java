package org.datawarp.sinks.object;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing, in the order of the keys.
 *
 * @param next what {@link ObjectStore#list} needs for the next page; empty on the last page
 */
public record ObjectPage(List<ObjectSummary> objects, Optional<String> next) {

    public ObjectPage {
        objects = List.copyOf(objects);
    }
}
