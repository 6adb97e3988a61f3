# Two images: one for every role of the pipeline, where the command says which, and "worker" for what people and programs
# ask. The first is what is built when no target is named.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
COPY schemas schemas
COPY producers producers
COPY streams streams
COPY sinks sinks
COPY embedded embedded
COPY app app
COPY bench/pom.xml bench/pom.xml
RUN mvn -B -q -Dquick -DskipTests -pl app -am package

# The web page, the API and the MCP server, on the runtime that Cloudflare has, over any S3 store.
FROM node:22-bookworm-slim AS worker
# workerd checks certificates by those of the system.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/datawarp/worker
COPY worker/package.json worker/package-lock.json worker/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY worker ./
RUN npm run build && mkdir /state && chown -R node /state .
USER node
EXPOSE 8787
CMD ["node", "tools/serve.mjs", "--ip", "0.0.0.0", "--port", "8787", "--state", "/state"]

FROM eclipse-temurin:17-jre AS datawarp
# PostgreSQL refuses to run as root, and nothing here needs to.
RUN useradd --system --uid 10001 --create-home datawarp && mkdir /data && chown datawarp /data
WORKDIR /opt/datawarp
COPY --from=build /src/app/target/datawarp-app.jar app/target/datawarp-app.jar
COPY --from=build /src/app/target/lib app/target/lib
COPY manifests manifests
COPY datawarp datawarp
# The launcher finds everything built, and nothing to build it from.
RUN touch app/target/datawarp.built
ENV DATAWARP_DATA_DIR=/data
VOLUME /data
USER datawarp
ENTRYPOINT ["/opt/datawarp/datawarp"]
CMD ["up"]
