"""What stands before the site and behind it: an nginx, and a pgbouncer; each stopped by its process number."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.postgres import USER, own
from bench.servers import patiently

PGBOUNCER = """
[databases]
* = host=127.0.0.1 port={postgres} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
logfile = {folder}/pgbouncer.log
"""
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
{user}
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream nightheron {{ {upstreams} keepalive 8; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://nightheron;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_connect_timeout 1s;
      proxy_next_upstream error timeout http_502 http_503;
    }}
  }}
}}
"""
"""Without `non_idempotent`, a POST that was sent to one process is not sent to the other: its sender decides."""


@contextmanager
def pgbouncer(folder: Path, port: int, postgres_port: int, size: int = 10) -> Iterator[None]:
    """Run a pgbouncer in transaction mode before a PostgreSQL."""
    file = folder / "pgbouncer.ini"
    text = PGBOUNCER.format(folder=folder, port=port, postgres=postgres_port, user=USER, size=size)
    file.write_text(text, encoding="utf-8")
    own(folder)
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with _running(["/usr/sbin/pgbouncer", "--quiet", str(file)], port, user):
        yield


@contextmanager
def nginx(folder: Path, port: int, processes: Sequence[int]) -> Iterator[None]:
    """Run an nginx before the site's processes."""
    upstreams = " ".join(f"server 127.0.0.1:{each} max_fails=0;" for each in processes)
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, port=port, upstreams=upstreams, user=user), encoding="utf-8")
    with _running(["/usr/sbin/nginx", "-e", str(folder / "nginx.log"), "-c", str(file)], port, None):
        yield


@contextmanager
def _running(command: list[str], port: int, user: str | None) -> Iterator[None]:
    process = subprocess.Popen(command, user=user)  # noqa: S603 -- our own configuration
    try:
        patiently(lambda: socket.create_connection(("127.0.0.1", port), timeout=1).close())
        yield
    finally:
        process.terminate()
        process.wait()
