# The server from the lock, run by an ordinary user.
#   docker build -t hb .
#   docker run --rm -e HB_ENVIRONMENT=production --env-file hb.env hb migrate
#   docker run -p 8000:8000 -e HB_ENVIRONMENT=production --env-file hb.env hb
# hb.env holds the databases' addresses (with sslmode=verify-full) and the keys. Without HB_ENVIRONMENT nothing
# starts. To try it out, where every person is invented, on an embedded database in the volume /var/lib/hb:
#   docker run -p 127.0.0.1:8000:8000 -e HB_ENVIRONMENT=development hb
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HB_HOST=0.0.0.0 HB_HOME=/var/lib/hb

RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/hb --shell /usr/sbin/nologin hb \
 && install -d -o hb -g hb -m 0700 /var/lib/hb

WORKDIR /app
COPY requirements.lock ./
RUN python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY pyproject.toml ./
COPY hb ./hb
COPY graphql ./graphql
COPY migrations ./migrations
COPY frontend_contract/trusted_documents.json ./frontend_contract/trusted_documents.json

USER hb
VOLUME /var/lib/hb
EXPOSE 8000
STOPSIGNAL SIGTERM
# Whether the process lives: who restarts an unhealthy container does not bring a database back by that. A balancer
# asks /health/ready. Docker kills what has not stopped in 10 s: give it more than HB_DRAIN_SECONDS and
# HB_GRACE_SECONDS together (docker run --stop-timeout 40). `hb work` has no public port: --no-healthcheck.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ.get(\"HB_PORT\", \"8000\")}/health/live', timeout=4)"]
ENTRYPOINT ["python", "-m", "hb"]
CMD ["serve"]
