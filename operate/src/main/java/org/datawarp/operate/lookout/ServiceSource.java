package org.datawarp.operate.lookout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.datawarp.operate.alerts.Measurement;
import org.datawarp.operate.alerts.Measurements;
import org.datawarp.operate.metrics.Metric;

/** Whether services answer. */
final class ServiceSource implements Source {

    private final Map<String, Callable<?>> services;

    /** @param services a question to each that fails when there is no answer, in the order in which they are asked */
    ServiceSource(Map<String, Callable<?>> services) {
        this.services = new LinkedHashMap<>(services);
    }

    @Override
    public void measure(Measurements into) throws InterruptedException {
        List<Measurement> answers = new ArrayList<>();
        for (Map.Entry<String, Callable<?>> service : services.entrySet()) {
            answers.add(ask(service.getKey(), service.getValue()));
        }
        into.put(Metric.PROCESS_SERVICE_ANSWERS, answers);
    }

    private static Measurement ask(String service, Callable<?> question) throws InterruptedException {
        try {
            question.call();
            return Measurement.of(1, service);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            return Measurement.of(0, List.of(service), why);
        }
    }
}
