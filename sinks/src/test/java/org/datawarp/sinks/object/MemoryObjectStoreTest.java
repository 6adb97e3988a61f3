package org.datawarp.sinks.object;

class MemoryObjectStoreTest implements RacingWritersContract {

    private final ObjectStore store = new MemoryObjectStore();

    @Override
    public ObjectStore store() {
        return store;
    }
}
