# Two stages from one base: nothing that builds is in the image that runs. Pin the base by its digest:
#   docker build --build-arg BASE=python:3.13-slim@sha256:... -t flexor .
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /src
COPY deploy/requirements.txt deploy/build.txt deploy/
RUN ["python", "-m", "venv", "/opt/flexor"]
RUN ["/opt/flexor/bin/pip", "install", "--no-cache-dir", "--require-hashes", "--only-binary", ":all:", "-r", "deploy/requirements.txt"]
RUN ["python", "-m", "venv", "/opt/build"]
RUN ["/opt/build/bin/pip", "install", "--no-cache-dir", "--require-hashes", "--only-binary", ":all:", "-r", "deploy/build.txt"]
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY content content
RUN ["/opt/build/bin/pip", "wheel", "--no-cache-dir", "--no-deps", "--no-build-isolation", "--wheel-dir", "/wheels", "."]
RUN ["/opt/flexor/bin/pip", "install", "--no-cache-dir", "--no-deps", "--no-index", "--find-links", "/wheels", "flexor"]
RUN ["mkdir", "/empty"]

FROM ${BASE}
COPY --from=build /opt/flexor /opt/flexor
COPY --from=build --chown=10001:10001 /empty /var/lib/flexor
COPY --from=build --chown=10001:10001 /empty /var/backups/flexor
ENV DATABASE_URL=sqlite:////var/lib/flexor/flexor.db \
    BACKUP_DIR=/var/backups/flexor \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080 \
    LOG_FORMAT=json \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /var/lib/flexor
VOLUME ["/var/lib/flexor", "/var/backups/flexor"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["/opt/flexor/bin/flexor", "ready"]
ENTRYPOINT ["/opt/flexor/bin/flexor"]
CMD ["run"]
