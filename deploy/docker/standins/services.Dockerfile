# Kafka and PostgreSQL of what the image datawarp carries for machines without any: the same versions as those of the images
# that docker-compose.yml names, behind the same environment variables, users, folders and programs, as far as it uses them.
FROM datawarp AS carrier
USER root

# apache/kafka
FROM carrier AS kafka
RUN useradd --uid 1000 --create-home appuser \
    && mkdir -p /opt/kafka/bin /opt/kafka/config /opt/kafka/logs /var/lib/kafka/data \
    && chown -R appuser /opt/kafka /var/lib/kafka
COPY kafka-run /etc/kafka/docker/run
USER appuser
VOLUME /var/lib/kafka/data
ENTRYPOINT []
CMD ["/etc/kafka/docker/run"]

# postgres:18
FROM carrier AS postgres
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client unzip xz-utils && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /usr/lib/postgresql/18 && cd /usr/lib/postgresql/18 \
    && unzip -p /opt/datawarp/app/target/lib/embedded-postgres-binaries-*.jar '*.txz' | tar -xJ
RUN (id postgres >/dev/null 2>&1 || useradd --system --uid 999 postgres) \
    && install --directory --owner postgres --mode 1777 /var/lib/postgresql \
    && install --directory --owner postgres --mode 3777 /var/run/postgresql
COPY postgres-entrypoint /usr/local/bin/docker-entrypoint.sh
ENV PGDATA=/var/lib/postgresql/18/docker
VOLUME /var/lib/postgresql
USER postgres
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
