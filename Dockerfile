# Every step is a script of deploy/, which .ci/run also executes without a container.
FROM docker.io/library/python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client-15
WORKDIR /srv/nightheron
COPY requirements/base.txt requirements/base.txt
COPY deploy/build deploy/lean deploy/
RUN deploy/build /opt/venv && deploy/lean /opt/venv

FROM docker.io/library/python:3.11-slim-bookworm
# What `backup` and `restore` need: the programs of PostgreSQL 15 without the Perl around them, and age.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends age libpq5 libreadline8 \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 heron \
 && useradd --uid 10001 --gid heron --home-dir /data --no-create-home --shell /usr/sbin/nologin heron \
 && install --directory --owner heron --group heron --mode 700 /data /backups
COPY --from=build /usr/lib/postgresql/15/bin/pg_dump /usr/lib/postgresql/15/bin/pg_restore \
     /usr/lib/postgresql/15/bin/psql /usr/local/bin/
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/nightheron
COPY . .
RUN /opt/venv/bin/python -m compileall -q yogasite journal poses
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=8000 PYTHON=/opt/venv/bin/python PYTHONDONTWRITEBYTECODE=1 WORKER_TMP_DIR=/dev/shm
USER heron
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s CMD ["deploy/healthy", "/opt/venv/bin/python"]
CMD ["deploy/start"]
