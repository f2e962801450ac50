# Every step is a script of deploy/, which .ci/run also executes without a container.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/nightheron
COPY requirements/base.txt requirements/base.txt
COPY deploy/build deploy/build
RUN deploy/build /opt/venv

FROM python:3.11-slim-bookworm
# pg_dump and pg_restore, for `backup` and `restore` on PostgreSQL 15.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin heron \
 && install --directory --owner heron /data /backups
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/nightheron
COPY . .
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=8000 PYTHON=/opt/venv/bin/python PYTHONDONTWRITEBYTECODE=1 WORKER_TMP_DIR=/dev/shm
USER heron
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s CMD ["deploy/healthy", "/opt/venv/bin/python"]
CMD ["deploy/start"]
