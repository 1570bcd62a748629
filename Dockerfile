FROM python:3.13-alpine AS build
COPY . /src
RUN pip install --no-cache-dir --prefix=/install /src

FROM python:3.13-alpine
COPY --from=build /install /usr/local
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["respcheck"]
CMD ["check"]
