# Two images: one for every role of the pipeline, where the command says which, and "worker" for what people and programs
# ask. The first is what is built when no target is named.
ARG MAVEN_IMAGE=maven:3.9-eclipse-temurin-17
ARG JAVA_IMAGE=eclipse-temurin:17-jre
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${MAVEN_IMAGE} AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
COPY schemas schemas
COPY platform platform
COPY producers producers
COPY streams streams
COPY sinks sinks
COPY author author
COPY operate operate
COPY ask ask
COPY app app
COPY bench/pom.xml bench/pom.xml
COPY worker/pom.xml worker/pom.xml
RUN mvn -B -q -Dquick -DskipTests -pl app -am package

# The web page, the API and the MCP server, on the runtime that Cloudflare has, over any S3 store.
FROM ${NODE_IMAGE} AS worker-build
WORKDIR /opt/datawarp/worker
COPY worker/package.json worker/package-lock.json worker/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY worker ./
# It is built here, and not again at each start; the largest of what only builds and tests goes.
RUN npm run build \
    && sed -i '/^  "build": /d' wrangler.jsonc \
    && cd node_modules && rm -rf node-linux-* playwright-core vitest typescript @rolldown

FROM ${NODE_IMAGE} AS worker
# workerd checks certificates by those of the system. What wrangler writes goes to memory: compose mounts it.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /opt/datawarp/worker/.wrangler /state && chown node /opt/datawarp/worker/.wrangler /state
WORKDIR /opt/datawarp/worker
USER node
VOLUME /state
EXPOSE 8787
CMD ["node", "tools/serve.mjs", "--ip", "0.0.0.0", "--port", "8787", "--state", "/state"]
COPY --from=worker-build /opt/datawarp/worker ./

FROM ${JAVA_IMAGE} AS datawarp
# PostgreSQL refuses to run as root, and nothing here needs to. The launcher finds everything built: it has nothing to build.
RUN useradd --uid 10001 --create-home datawarp && mkdir /data && chown datawarp /data \
    && mkdir -p /opt/datawarp/app/target && touch /opt/datawarp/app/target/datawarp.built
ENV DATAWARP_DATA_DIR=/data PATH=/opt/datawarp:$PATH
WORKDIR /opt/datawarp
USER datawarp
VOLUME /data
ENTRYPOINT ["/opt/datawarp/datawarp"]
CMD ["up"]
COPY datawarp datawarp
COPY app/java.options app/java.options
COPY manifests manifests
COPY --from=build /src/app/target/lib app/target/lib
COPY --from=build /src/app/target/datawarp-app.jar app/target/datawarp-app.jar
