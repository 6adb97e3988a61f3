# One image for every role: the command says which.
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

FROM eclipse-temurin:17-jre
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
