ARG BASE=python:3.12-slim

FROM ${BASE} AS build
WORKDIR /source
COPY requirements requirements
RUN python3 -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: --requirement requirements/build.txt \
    && python3 -m venv /opt/osaid \
    && /opt/osaid/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: --requirement requirements/image.txt
COPY pyproject.toml hatch_build.py README.md LICENSE NOTICE* ./
COPY osaid_action osaid_action
RUN /opt/build/bin/python -m build --wheel --no-isolation --outdir /wheel \
    && /opt/osaid/bin/pip install --no-cache-dir --no-deps --no-index /wheel/*.whl \
    && /opt/osaid/bin/pip uninstall --yes pip

FROM ${BASE}
# The newest git of the base: a pinned one would be gone with the base's next update.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --no-create-home --uid 1000 osaid
COPY --from=build /opt/osaid /opt/osaid
ENV PATH=/opt/osaid/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
USER 1000
WORKDIR /repository
ENTRYPOINT ["osaid"]
CMD ["check"]
