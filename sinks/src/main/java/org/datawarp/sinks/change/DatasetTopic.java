package org.datawarp.sinks.change;

import java.util.List;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.name.DatasetName;

/**
 * The change topic of one dataset, as long as its columns stay the same.
 *
 * <p>Made by {@link ChangeOutlet#topic} and used by the outlet's thread.
 */
final class DatasetTopic {

    private final DatasetName dataset;
    private final String name;
    private final ChangeCodec codec;
    private final ChangeOutlet outlet;

    DatasetTopic(DatasetName dataset, String name, ChangeCodec codec, ChangeOutlet outlet) {
        this.dataset = dataset;
        this.name = name;
        this.codec = codec;
        this.outlet = outlet;
    }

    DatasetName dataset() {
        return dataset;
    }

    List<ChangeColumn> columns() {
        return codec.columns();
    }

    void send(byte[] key, RowChange change) {
        outlet.send(name, key, codec.encode(change));
    }
}
