# The map page, the program around it, and nothing else: the image holds one static binary and the certificates that it trusts.

FROM node:22-alpine AS map
WORKDIR /src/internal/web/app
COPY internal/web/app/package.json internal/web/app/package-lock.json internal/web/app/.npmrc ./
RUN npm ci
COPY internal/web/app ./
RUN npm run build

FROM golang:1.26-alpine AS build
RUN apk add --no-cache ca-certificates
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY cmd cmd
COPY pkg pkg
COPY analysis analysis
COPY fixtures fixtures
COPY internal internal
COPY --from=map /src/internal/web/dist internal/web/dist
ARG VERSION=0.1.0-dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.released=${VERSION}" -o /root-of-image/sillat ./cmd/sillat
RUN mkdir -p /root-of-image/data && mkdir -m 1777 /root-of-image/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=65532:65532 /root-of-image /
USER 65532:65532
VOLUME /data
ENV SILLAT_STORE=sqlite:/data/sillat.db SILLAT_CACHE=/data/cache
HEALTHCHECK --interval=10s --timeout=10s --start-period=10s CMD ["/sillat", "health"]
ENTRYPOINT ["/sillat"]
CMD ["serve"]
